"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated, Literal, TypeVar

import typer

V = TypeVar("V", str, list[str])
NAME, STATE, DAY, PLACE, CLAIM_TYPE = "NAME", "XX", "YYYY-MM-DD", "office|hopd|asc", "professional|facility"
"""How help shows the values of the options that tell of an encounter."""
Payer = Annotated[
    str | None,
    typer.Option(metavar=NAME, help="Who pays: medicare, aetna, medicaid ... (any name; most have no policy here)."),
]
State = Annotated[str | None, typer.Option(metavar=STATE, help="State of the service, such as OH.")]
Mac = Annotated[
    str | None,
    typer.Option(metavar=NAME, help="Medicare contractor, such as CGS; follows from the state for Medicare."),
]
Day = Annotated[str | None, typer.Option("--date", metavar=DAY, help="Date of service; today if not given.")]
Place = Annotated[str | None, typer.Option(metavar=PLACE, help="Place of service.")]
ClaimType = Annotated[str | None, typer.Option(metavar=CLAIM_TYPE, help="Which claim is meant.")]
Claim = Annotated[
    str | None,
    typer.Option(metavar="LINES", help='The claim as billed, such as "64640-50 x1, 95873".'),
]
After = Annotated[
    list[str] | None,
    typer.Option(metavar="QUESTION", help="The question before, which this one goes on from; several: oldest first."),
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
    payer: V | None, state: V | None, mac: V | None, day: V | None, place: V | None, claim_type: V | None
) -> dict[str, V]:
    """The context options, one value or several each, as the mapping that a batch line would hold."""
    given = {
        "payer": payer,
        "state": state,
        "mac": mac,
        "date_of_service": day,
        "place_of_service": place,
        "claim_type": claim_type,
    }
    return {key: value for key, value in given.items() if value is not None and value != []}
