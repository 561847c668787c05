"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

Payer = Annotated[
    str | None, typer.Option(help="Who pays: medicare, aetna, medicaid ... (any name; most have no policy here).")
]
State = Annotated[str | None, typer.Option(help="State of the service, such as OH.")]
Mac = Annotated[str | None, typer.Option(help="Medicare contractor, such as CGS; follows from the state for Medicare.")]
Day = Annotated[str | None, typer.Option("--date", help="Date of service, YYYY-MM-DD; today if not given.")]
Place = Annotated[str | None, typer.Option(help="Place of service: office, hopd or asc.")]
ClaimType = Annotated[str | None, typer.Option(help="professional or facility.")]
After = Annotated[
    list[str] | None, typer.Option(help="The question before, which this one goes on from; several: oldest first.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
AsMarkdown = Annotated[bool, typer.Option("--markdown", help="Print Markdown.")]
EngineName = Literal["embedded", "model"]
Engine = Annotated[EngineName | None, typer.Option(help="model if an endpoint is set (docs/model.md), else embedded.")]
ShowOutbound = Annotated[
    bool,
    typer.Option("--show-outbound", help="Print what would be sent to the model, byte for byte, and send nothing."),
]


def given_context(
    payer: str | None, state: str | None, mac: str | None, day: str | None, place: str | None, claim_type: str | None
) -> dict[str, object]:
    """The context options as the mapping that a batch line would hold."""
    given = {
        "payer": payer,
        "state": state,
        "mac": mac,
        "date_of_service": day,
        "place_of_service": place,
        "claim_type": claim_type,
    }
    return {key: value for key, value in given.items() if value is not None}
