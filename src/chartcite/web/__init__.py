"""The page: Gradio mounted in FastAPI, on this machine only.

Gradio reads its settings when it is imported, so its reporting home is turned off here, before any module of the page.
"""

import os

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"
