"""What one role sees: all of its questions and links, and no others."""

from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.hub.audience import RoleView, resolve
from generator.hub.model import Hub, Role, Topic
from generator.hub.questions import Question
from generator.hub.references import law_references, link_targets, links_of, published, relations
from tests.site_fixtures import a_hub, a_link, a_question, a_role, hub

ROLES = ("leder", "gjest", "kokk")
TOPICS = ("mat", "drikke", "vask")


def view(data: Hub, role: str) -> RoleView:
    """Return what a role sees."""
    return resolve(data, next(item for item in data.roles if item.id == role))


def outline(data: Hub, role: str) -> list[tuple[str, list[str]]]:
    """Return the ids of a role's questions by topic."""
    return [
        (section.topic.id, [entry.question.id for entry in section.entries])
        for section in view(data, role).sections
    ]


def link_outline(data: Hub, role: str) -> list[tuple[str, list[str]]]:
    """Return the ids of a role's links by topic."""
    return [
        (section.topic.id, [link.id for link in section.links])
        for section in view(data, role).link_sections
    ]


@st.composite
def hubs(draw: st.DrawFn) -> Hub:
    """Draw a valid hub with roles, topics, drafts, variants, orders, links and laws."""
    some_roles = st.lists(st.sampled_from(ROLES), min_size=1, unique=True)
    link_ids = [f"lenke-{number}" for number in range(draw(st.integers(0, 4)))]
    links = [
        a_link(
            id_,
            kind="law",
            topic=draw(st.sampled_from(TOPICS)),
            roles=draw(st.lists(st.sampled_from(ROLES), unique=True)),
            topic_for=draw(st.dictionaries(st.sampled_from(ROLES), st.sampled_from(TOPICS))),
        )
        for id_ in link_ids
    ]
    some_links = st.lists(st.sampled_from(link_ids), unique=True) if link_ids else st.just([])
    question_ids = [f"q-{number}" for number in range(draw(st.integers(0, 6)))]
    questions = []
    for id_ in question_ids:
        roles = draw(some_roles)
        varied = draw(st.lists(st.sampled_from(roles), unique=True))
        text = "".join(f"[x](link:{link})" for link in draw(some_links))
        to_questions = "".join(
            f"[x](question:{other})"
            for other in draw(st.lists(st.sampled_from(question_ids), max_size=2))
        )
        questions.append(
            a_question(
                id_,
                roles,
                answer=f"Felles {text} {to_questions}",
                links=draw(some_links),
                cites=[{"law": law} for law in draw(some_links)],
                status=draw(st.sampled_from(["published", "published", "draft"])),
                variants={
                    role: {
                        draw(
                            st.sampled_from(["append", "replace", "question"])
                        ): f"{id_} for {role}",
                        "why": "x",
                    }
                    for role in varied
                },
            )
        )
    return a_hub(
        *questions,
        roles=[a_role(id_) for id_ in ROLES],
        topics=_topics(draw, questions),
        links=links,
    )


def _topics(draw: st.DrawFn, questions: list[Question]) -> list[Topic]:
    """Distribute the questions over topics, some with a separate order for a role."""
    place = {question.id: draw(st.sampled_from(TOPICS)) for question in questions}
    roles = {question.id: question.roles for question in questions}
    shuffled = draw(st.permutations(list(place)))
    topics = []
    for topic in TOPICS:
        ids = [id_ for id_ in shuffled if place[id_] == topic]
        order = {
            role: draw(st.permutations([id_ for id_ in ids if role in roles[id_]]))
            for role in draw(st.lists(st.sampled_from(ROLES), unique=True))
        }
        topics.append(Topic(id=topic, title=topic, questions=tuple(ids), order=order))
    return topics


# --- for every hub


@settings(deadline=None)
@given(hubs())
def test_a_role_sees_its_published_questions_and_no_others(data: Hub) -> None:
    """A role sees each of its published questions once, and nothing else."""
    for role in ROLES:
        seen = [entry.question.id for entry in view(data, role).entries]
        tagged = [item.id for item in data.questions if role in item.roles and item.is_published]
        assert sorted(seen) == sorted(tagged)


@settings(deadline=None)
@given(hubs())
def test_a_role_sees_no_link_that_is_not_its_own(data: Hub) -> None:
    """Every link is tagged for the role; if there is none, the links come from its answers."""
    for role in ROLES:
        seen = [link for section in view(data, role).link_sections for link in section.links]
        tagged = [link.id for link in data.links if role in link.roles]
        answers = [item for item in published(data) if role in item.roles]
        led = set(chain.from_iterable(links_of(item, role) for item in answers))
        assert sorted(link.id for link in seen) == sorted(tagged or led)
        assert view(data, role).links_are_from_answers == (not tagged and bool(seen))


@settings(deadline=None)
@given(hubs())
def test_a_draft_is_seen_nowhere(data: Hub) -> None:
    """No view, relation or list of published questions contains a draft."""
    drafts = {item.id for item in data.questions if not item.is_published}
    seen = {entry.question.id for role in ROLES for entry in view(data, role).entries}
    near = relations(data)
    seen |= set(near) | {item.id for items in near.values() for item in items}
    seen |= {item.id for item in published(data)}
    assert seen & drafts == set()


@settings(deadline=None)
@given(hubs())
def test_the_order_is_the_authors(data: Hub) -> None:
    """Topics keep their order, questions that of the topic or role, and links that of the file."""
    for role in ROLES:
        shown = outline(data, role)
        assert all(ids for _, ids in shown)
        topics = [topic for topic, _ in shown]
        assert topics == [id_ for id_ in TOPICS if id_ in topics]
        for topic, ids in shown:
            author = next(item for item in data.topics if item.id == topic)
            written = author.order.get(role, author.questions)
            assert ids == [id_ for id_ in written if id_ in ids]
        all_links = [link.id for link in data.links]
        for topic, ids in link_outline(data, role):
            assert ids == [id_ for id_ in all_links if id_ in ids]
            by_id = data.link_by_id
            assert all(by_id[id_].topic_for.get(role, by_id[id_].topic) == topic for id_ in ids)


@settings(deadline=None)
@given(hubs())
def test_a_role_reads_its_own_variant(data: Hub) -> None:
    """A role's title and text contain all of its own variant and nothing of another role's."""
    for role in ROLES:
        for entry in view(data, role).entries:
            read = f"{entry.title}\n{entry.markdown}"
            for other in ROLES:
                mine = other == role and role in entry.question.variants
                assert (f"{entry.question.id} for {other}" in read) == mine
            others = [item.id for item in entry.also_for]
            assert others == [x for x in ROLES if x in entry.question.roles and x != role]


@settings(deadline=None)
@given(hubs())
def test_relations_are_few_other_questions(data: Hub) -> None:
    """A published question has at most five related ones, never itself, and none twice."""
    near = relations(data)
    assert list(near) == [item.id for item in published(data)]
    for id_, items in near.items():
        ids = [item.id for item in items]
        assert id_ not in ids
        assert len(ids) == len(set(ids)) <= 5


@settings(deadline=None)
@given(hubs())
def test_resolving_is_repeatable(data: Hub) -> None:
    """Equal hubs give equal views."""
    again = Hub.model_validate(data.model_dump())
    for role in ROLES:
        assert view(data, role) == view(again, role)


# --- by example


def test_the_coffee_hub_by_role() -> None:
    """The views have shared questions, separate orders and no drafts; `all` means every role."""
    data = hub("kaffe")
    assert {role.id: outline(data, role.id) for role in data.roles} == {
        "barista": [
            ("brygging", ["hvor-mye-kaffe", "rengjoring-av-maskinen"]),
            ("kasse", ["stenge-kassen", "bytte-vakt"]),
        ],
        "butikksjef": [
            ("brygging", ["arlig-kontroll", "rengjoring-av-maskinen", "hvor-mye-kaffe"]),
            ("kasse", ["stenge-kassen"]),
        ],
        "ringevikar": [
            ("brygging", ["hvor-mye-kaffe"]),
            ("kasse", ["stenge-kassen", "bytte-vakt"]),
        ],
    }


def test_the_coffee_hubs_links_by_role() -> None:
    """Listed links are grouped by topic; without a list, those in links, laws, texts and notes are
    used.
    """
    data = hub("kaffe")
    assert {role.id: link_outline(data, role.id) for role in data.roles} == {
        "barista": [("brygging", ["maskinhandbok", "oppskriftsbok", "kassekurs"])],
        "butikksjef": [
            ("brygging", ["renholdsloven", "maskinhandbok"]),
            ("kasse", ["kommunens-skjenkeregler", "kassekurs"]),
        ],
        "ringevikar": [
            ("brygging", ["maskinhandbok", "oppskriftsbok"]),
            ("kasse", ["kommunens-skjenkeregler", "kassekurs", "vaktliste"]),
        ],
    }
    assert [view(data, x.id).links_are_from_answers for x in data.roles] == [False, False, True]


def test_links_of_answers_are_those_the_role_reads() -> None:
    """A link that occurs only in another role's text or in a replaced one is not shown."""
    question = a_question(
        "q",
        ["a", "b", "c"],
        answer="[x](link:felles)",
        variants={
            "b": {"replace": "[x](link:bare-b)", "why": "x"},
            "c": {"append": "[x](link:bare-c)", "why": "x"},
        },
    )
    data = a_hub(question, links=[a_link(id_) for id_ in ("bare-b", "bare-c", "felles")])
    assert {role: link_outline(data, role) for role in "abc"} == {
        "a": [("emne", ["felles"])],
        "b": [("emne", ["bare-b"])],
        "c": [("emne", ["bare-c", "felles"])],
    }


def test_links_of_drafts_are_not_shown() -> None:
    """A link that only a draft uses is on no link page."""
    data = a_hub(a_question("q", links=["l"], status="draft"), links=[a_link("l")])
    assert link_outline(data, "gjest") == []
    assert not view(data, "gjest").links_are_from_answers


def test_targets_of_a_text() -> None:
    """Links and laws count, in order and with repetitions; questions, email addresses and code do
    not.
    """
    text = "[a](link:x) [b](law:y#2) `[c](link:z)` [d](question:q) [e](mailto:a@b.no) [f](link:x#i)"
    assert list(link_targets(text)) == ["x", "y", "x"]


def test_named_questions_come_before_neighbours() -> None:
    """Questions that the answer names come first, then those that name it, then its neighbours."""
    data = a_hub(
        a_question("a"),
        a_question("b", answer="[x](question:e)"),
        a_question("c"),
        a_question("d", variants={"gjest": {"append": "[x](question:b)", "why": "x"}}),
        a_question("e"),
        a_question("f"),
    )
    near = {id_: [item.id for item in items] for id_, items in relations(data).items()}
    assert near["b"] == ["e", "d", "c", "a"]
    assert near["e"] == ["b", "f", "d", "c"]
    assert near["a"] == ["b", "c"]


def test_relations_have_a_bound() -> None:
    """At most the requested number is returned, nearest first."""
    data = a_hub(*(a_question(id_) for id_ in "abcdefg"))
    assert [item.id for item in relations(data)["d"]] == ["e", "f", "c", "b"]
    assert [item.id for item in relations(data, most=2)["d"]] == ["e", "f"]


def test_roles_of_one_view_are_not_mixed() -> None:
    """A view belongs to the requested role, even if names are similar."""
    data = a_hub(a_question("q", ["a"]), roles=[Role(id="a", name="X"), Role(id="b", name="X")])
    assert outline(data, "a") == [("emne", ["q"])]
    assert outline(data, "b") == []


def test_sections_in_a_text() -> None:
    """All sections that a text refers to are found, but not whole laws or code."""
    text = "[a](law:x#1) [b](law:y) `[c](law:z#3)` [d](law:x#2-1)"
    assert list(law_references(text)) == [("x", "1"), ("x", "2-1")]
