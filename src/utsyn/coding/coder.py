"""From a Reading and the resolved mentions to the events and quantities of one article."""

from utsyn.actors import ActorMemory, ActorResolver
from utsyn.amounts import find_amounts
from utsyn.article.build import NO_DATE
from utsyn.article.model import Article, DateSpan
from utsyn.coding.assembly import event_of_merged
from utsyn.coding.drafting import Drafter
from utsyn.coding.event import Coding, Event
from utsyn.coding.merging import Merged, merge
from utsyn.coding.quantities import quantities
from utsyn.coding.scene import Scene
from utsyn.coding.scheme import Ontology
from utsyn.coding.settings import merging_weights, thresholds, words
from utsyn.coding.sides import Sides
from utsyn.coding.storyday import StoryDay
from utsyn.coding.syntax import Syntax
from utsyn.places import PlaceResolver
from utsyn.reading.structure import Reading


def code(
    article: Article,
    reading: Reading,
    *,
    memory: ActorMemory | None = None,
    published: DateSpan | None = None,
    ontology: Ontology | None = None,
) -> Coding:
    """The events and quantities that an article reports.

    `memory` is what earlier articles taught about actors (see `utsyn.actors`); `published` overrides the article's
    own publication date; `ontology` the event types that come with utsyn. The same input gives the same output.
    """
    ontology = ontology or Ontology.load()
    published = published or article.published
    actors = ActorResolver(reading, published, memory=memory)
    drafter = drafter_of(article, reading, actors, published, ontology)
    syntax = drafter.syntax
    merged = acts(drafter)
    events = tuple(event_of_merged(article, one, ontology) for one in merged)
    ids = {member.token: event.id for event, one in zip(events, merged, strict=True) for member in one.members}
    numbers = quantities(find_amounts(reading), syntax, ids, drafter.people)
    return Coding(
        events=_in_order(events), quantities=numbers, warnings=_warnings(article, published), learned=actors.learned()
    )


def drafter_of(
    article: Article, reading: Reading, actors: ActorResolver, published: DateSpan | None, ontology: Ontology
) -> Drafter:
    """What drafts the acts of one article."""
    syntax = Syntax(reading, words(reading.language))
    places = PlaceResolver(reading, published=published, states=actors.states())
    return Drafter(article, syntax, ontology, thresholds(), actors, places, published)


def told(drafter: Drafter) -> list[Merged]:
    """The acts of one article as their own words tell them: its drafts, merged, without doubtful ones of nobody."""
    least = drafter.settings.unpolitical["nobody"]
    merged = merge(drafter.drafts(), merging_weights())
    return [act for act in merged if act.draft.actor or act.draft.recipient or act.draft.raw >= least]


def sides(drafter: Drafter) -> Sides:
    """What fills the sides that they leave empty."""
    return Sides(drafter.syntax, drafter.settings, drafter.people, drafter.actors)


def acts(drafter: Drafter) -> list[Merged]:
    """The acts of one article, and what only whole acts and the story show added."""
    merged = sides(drafter).complete(told(drafter))
    merged = StoryDay(drafter.syntax, drafter.settings, drafter.timing).complete(merged)
    quads = [drafter.ontology.types[act.draft.type].quad for act in merged]
    return Scene(drafter.syntax, drafter.settings, drafter.places.dateline()).complete(merged, quads)


def _in_order(events: tuple[Event, ...]) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda event: (event.trigger.start, event.trigger.end, event.type)))


def _warnings(article: Article, published: DateSpan | None) -> tuple[str, ...]:
    """The article's own, and one about the date unless it already says so."""
    if published is not None or NO_DATE in article.warnings:
        return article.warnings
    return (*article.warnings, NO_DATE)
