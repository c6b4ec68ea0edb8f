"""Figures taken apart: what, which way, by how much, against what, on what, and whose."""

from __future__ import annotations

import pytest

from jogan.write.figures import Figure, read
from jogan.write.frames_en import EnglishFrames

NAMES = ("Tern", "TernNet")


def one(sentence: str) -> Figure:
    reading = read(sentence, NAMES)
    assert len(reading.figures) == 1, reading
    assert reading.loose == 0
    return reading.figures[0]


@pytest.mark.parametrize(
    ("sentence", "shape", "direction", "value", "measure"),
    [
        ("Tern achieves an 82.4% reduction in FLOPs.", "change", "down", "82.4%", "FLOPs"),
        ("Tern yields a 12\\% gain in accuracy.", "change", "better", "12%", "accuracy"),
        ("Our method reduces memory usage by 45%.", "change", "down", "45%", "memory usage"),
        ("We cut training time by 3x.", "change", "down", "3×", "training time"),
        ("It shows 72% faster inference speed.", "change", "faster", "72%", "inference speed"),
        ("Tern runs 8x faster than before.", "change", "faster", "8×", ""),
        ("Tern takes 6 seconds and is more than 5x faster.", "change", "faster", "5×", ""),
        ("Tern needs 10x fewer parameters.", "change", "down", "10×", "parameters"),
        ("Tern brings a 7.1% AUC gain.", "change", "better", "7.1%", "AUC"),
        ("Tern obtains a 1.7times speedup.", "speedup", "faster", "1.7×", ""),
        ("Tern accelerates decoding by up to 2.9$\\times$.", "speedup", "faster", "2.9×", "decoding"),
        ("Tern achieves a 75.1% accuracy.", "level", "same", "75.1%", "accuracy"),
        ("Tern reaches an FID of 2.27.", "level", "same", "2.27", "FID"),
        ("Tern preserves 95-100% of accuracy.", "kept", "same", "95–100%", "accuracy"),
        ("Tern improves resolution rates on FixBench by 4.65%.", "change", "better", "4.65%", "resolution rates"),
        ("In tests of Tern, accuracy on LogiQA rises by 6.17%.", "change", "up", "6.17%", "accuracy"),
        ("In tests of Tern, PSNR is 2.20 dB higher than for others.", "change", "up", "2.20 dB", "PSNR"),
        ("Tern shows an improvement in word error rate of up to 11%.", "change", "better", "11%", "word error rate"),
    ],
)
def test_the_common_forms(sentence: str, shape: str, direction: str, value: str, measure: str) -> None:
    """Each common way of giving a figure is read with its measure and its direction."""
    figure = one(sentence)
    assert (figure.shape, figure.direction, figure.value, figure.measure) == (shape, direction, value, measure)
    assert figure.subject == ""


def test_a_benchmark_is_no_measure() -> None:
    """A name that spells a measure stays a name."""
    figure = one("Tern raises performance on DisTANCE from 8.0% to 64.7%.")
    assert (figure.measure, figure.on) == ("performance", "DisTANCE")


def test_a_range_has_both_ends() -> None:
    """From and to are kept in order, with the bound of the end."""
    figure = one("Tern reduces the hallucination rate from 20-40% to under 5%.")
    assert (figure.shape, figure.value, figure.to, figure.bound) == ("range", "20–40%", "5%", "under")


def test_the_comparison_and_the_data_set_are_kept() -> None:
    """What stands behind over, compared to, on and across belongs to the figure."""
    figure = one("Tern achieves a 22% relative improvement in chart quality over GPT-4o on the PlotEval benchmark.")
    assert (figure.relative, figure.baseline, figure.on) == ("relative", "GPT-4o", "the PlotEval benchmark")
    figure = one("Compared to plain decoding, Tern achieves a 2x speedup.")
    assert figure.baseline == "plain decoding"
    figure = one("Across 10 benchmarks, our model achieves up to an average 30% reduction in latency.")
    assert (figure.on, figure.bound, figure.average) == ("10 benchmarks", "up to", True)


def test_a_margin_needs_what_it_is_measured_in() -> None:
    """Being ahead by 8% of nothing in particular is no figure; in accuracy, or on a named benchmark, it is."""
    assert read("Tern outperforms the best baseline by 8.7%.", NAMES).loose == 1
    figure = one("Tern surpasses GPT-4 in accuracy by an average of 6.2%.")
    assert (figure.shape, figure.baseline, figure.measure, figure.average) == ("margin", "GPT-4", "accuracy", True)
    assert one("Tern outperforms GPT-4 by 5.2 points on LogiQA.").on == "LogiQA"


def test_whose_figure_it_is() -> None:
    """A named other is told, an unknown subject makes the figure loose."""
    assert one("GPT-4o achieves only 65.4% accuracy.").subject == "GPT-4o"
    assert one("It is hard, with GPT-4o achieving only 60% accuracy.").subject == "GPT-4o"
    assert one("TernNet achieves 65.4% accuracy.").subject == ""
    assert one("We see that the best model, GPT Image, achieves 78.3% accuracy.").subject == "GPT Image"
    assert one("With this, Tern, a small model, achieves 78.3% accuracy.").subject == ""
    assert one("They generalize, specifically Qwen2.5-7B improving performance by 2.3%.").subject == "Qwen2.5-7B"
    assert read("State-of-the-art agents struggle, achieving 0.40 accuracy.", NAMES).figures == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "Tern achieves a 12% improvement.",
        "Tern achieves a 7.8% improvement in the grounding task.",
        "Tern activates only 55% of parameters.",
        "The score drops by 65% across models.",
        "Tern matches models that are 10x larger InternVL2 variants.",
        "The model gap of 57.3% remains with humans.",
        "It keeps working, losing under 4% AUC.",
        "Tern does not achieve a 100% accuracy rate.",
        "Tern achieves 3x larger performance gains than before.",
        "Tern gains +6.73 mIoU.",
        "Tern incurs only a minor (<1% F1) accuracy trade-off.",
        "Tern shows little degradation even at 70% cost reduction.",
        "Tern outperforms the rest by 53.5% F1.",
        "We find that they fail, resulting in an accuracy of 33%.",
        "Tern achieves up to a 2x speedup on interaction time.",
        "Llama-A and Llama-B achieve 22% accuracy gains.",
        "Tern improves accuracy by 20% compared with training on little data.",
    ],
)
def test_what_is_in_doubt_is_left_to_the_source(sentence: str) -> None:
    """No measure, a task for a measure, a loss that looks like a level: no figure, and the number counts as loose."""
    reading = read(sentence, NAMES)
    assert reading.figures == ()
    assert reading.loose >= 1


@pytest.mark.parametrize(
    "sentence",
    ["We build on Llama 3.1 and Claude 3.5.", "We use INT8 and GPT-4.", "In 2024 we asked 12 people.", "v1.0 is out."],
)
def test_numbers_of_names_are_no_figures(sentence: str) -> None:
    """Versions, years and plain counts weigh nothing."""
    assert read(sentence, NAMES).weighty == 0


def test_a_pair_of_measures_is_kept_whole() -> None:
    """The second measure behind and is not lost."""
    figure = one("Tern achieves an improvement of 13.4% in both the harmless rate and helpfulness win rate.")
    assert figure.measure == "harmless rate and helpfulness win rate"


@pytest.mark.parametrize(
    ("sentence", "on"),
    [
        ("Tern achieves 80% accuracy on RefCOCO, RefCOCO+, and RefCOCOg.", "RefCOCO, RefCOCO+, and RefCOCOg"),
        ("Tern achieves a 2x speedup on Alpha and Beta datasets.", "Alpha and Beta datasets"),
        ("Tern reaches 55% accuracy on LogiQA and reduces the cost.", "LogiQA"),
        ("Across streaming inpainting, blind deblurring and upscaling, Tern achieves a 5x speedup.", ""),
        ("Tern increases accuracy by 15% over the course of the interaction.", ""),
    ],
)
def test_a_place_is_whole_or_missing(sentence: str, on: str) -> None:
    """Where something was measured is told with all its names, or not at all; a period is no comparison."""
    figure = one(sentence)
    assert (figure.on, figure.baseline) == (on, "")


@pytest.mark.parametrize(
    "sentence",
    [
        "Tern achieves a 5x latency reduction across various image and video generation models.",
        "Tern improves accuracy by 20% across six math and coding tasks.",
        "Across 4 datasets, Tern achieves 99.7% F1 on English and strong detection accuracy.",
        "Tern achieves 6x higher success rates in challenging maps.",
        "Tern reduces latency by up to 40% at high compression.",
        "For small models, Tern achieves 3% higher accuracy.",
        "Tern reaches 80% accuracy when the answer is known.",
        "Tests are hard, with the best model (GPT-4o) achieving a mere 54% pass rate.",
        "Inference is 5x faster.",
        "Tern achieves 99.9% accuracy compared to the true path.",
    ],
)
def test_a_figure_that_holds_somewhere_only_is_left_to_the_source(sentence: str) -> None:
    """What narrows a figure, and no pattern can say, is not left out: the sentence is quoted whole."""
    assert read(sentence, NAMES).figures == ()


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("Tern achieves 46.0% pass@1 on BrowseComp and 76.4% on GAIA.", [("46.0%", "BrowseComp"), ("76.4%", "GAIA")]),
        (
            "Tern shows performance gains of 3.05% on VideoMME, 1.97% on NeXTQA, and 1.31% on LongBench.",
            [("3.05%", "VideoMME"), ("1.97%", "NeXTQA"), ("1.31%", "LongBench")],
        ),
        (
            "In experiments, Tern's accuracy on MGSM rises by 6.17% in English and by 5.60% in Chinese.",
            [("6.17%", "MGSM in English"), ("5.60%", "MGSM in Chinese")],
        ),
        (
            "Tern scores 67.0 on MathVista, 8.7 points more than Gull.",
            [("67.0", "MathVista"), ("8.7 points", "MathVista")],
        ),
        (
            "Against Gull, its average accuracy is 1.32% higher, its cache 11.67x smaller and its throughput 3.49x higher.",
            [("1.32%", ""), ("11.67×", ""), ("3.49×", "")],
        ),
    ],
)
def test_a_row_of_figures_is_told_whole(sentence: str, told: list[tuple[str, str]]) -> None:
    """One measure on several data sets, a level and a margin, and clauses that leave out their verb."""
    reading = read(sentence, NAMES)
    assert [(figure.value, figure.on) for figure in reading.figures] == told
    assert reading.loose == 0


def test_spans_are_offsets_in_the_sentence() -> None:
    """The span of a figure holds its value."""
    sentence = "After all, Tern achieves an 82.4% reduction in FLOPs on two data sets."
    figure = one(sentence)
    assert "82.4%" in sentence[figure.start : figure.end]


def test_a_figure_of_the_second_verb_is_not_given_to_the_first() -> None:
    """ "improves results and cuts time by 50%" says nothing of the results by 50%."""
    from jogan.write.measures import is_measure

    assert not is_measure("long-context results and cuts training time", "up")
    assert not is_measure("latency and significantly reduces memory", "down")
    assert is_measure("memory and inference time", "down")


def test_an_english_figure_without_a_measure_is_printed_whole() -> None:
    """A level that names no measure has no blank before its value, which would break the bold; a cut by × is smaller."""
    frames = EnglishFrames()
    assert frames.figure(Figure("level", "67.0", "", "", 0, 4, on="MathVista")) == "**67.0** on MathVista"
    assert "by" not in str(frames.figure(Figure("change", "11.67×", "down", "cache", 0, 6)))
