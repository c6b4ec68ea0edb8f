"""What abstracts measure: the closed vocabulary that lets a figure be taken apart, with its Korean.

A measure is accepted when its head (the last word, or the words before "of") stands here. The Korean is that of the
field's papers and textbooks; where print keeps the English name (FID, PSNR, FLOPs), so do we.
"""

from __future__ import annotations

import re

METRIC = (
    r"\b(?:(?:top-[15]|mean|average|overall|macro|micro|zero-shot|test|validation|classification|recognition|"
    r"detection|segmentation|retrieval|balanced|pairwise|answer|attack|task|final|exact|human|execution|citation|"
    r"linear|weighted|grounding|diagnostic|phoneme|word|character|equation|sentence|token|equal|reasoning|question-answering|preference|training|prediction|"
    r"total)[\s-]){0,3}(?:accurac(?:y|ies)|precision|recall|F1(?:[- ]scores?)?|F-scores?|mAP(?:@[\w.]+)?|mIoU|IoU|"
    r"AUC|AUROC|AUPRC|mean average precision|average precision|PSNR|SSIM|LPIPS|FID(?: scores?)?|rFID|gFID|FVD|"
    r"BLEU(?:-\d)?(?: scores?)?|ROUGE(?:-\w)?(?: scores?)?|CIDEr|perplexity|WER|CER|MSE|RMSE|NDCG(?:@\d+)?|MRR|"
    r"Hit@\d+|Recall@\d+|Pass@\d+|pass rates?|win[- ]rates?|preference rates?|success rates?|error rates?|"
    r"solve rates?|resolution rates?|resolve rates?|agreement rates?|hallucination rates?|refusal rates?|"
    r"acceptance rates?|Dice(?: scores?| coefficients?)?|PDMS|Elo(?: ratings?| scores?)?|"
    r"correlation(?: coefficients?)?|Spearman correlation(?: coefficients?)?|Pearson correlation(?: coefficients?)?|"
    r"agreement(?: rates?)?|QWK(?: scores?)?|mean absolute error|MAE|Hausdorff distance|R@\d+|Rank-1|CLIP scores?|NSD|"
    r"BEq@\d+(?: scores?)?|HD95|AP50|AP|nDCG(?:@\d+)?|G-mean|Cohen's kappa|VQA accuracy|"
    r"EER|sensitivity|specificity|MOTA|HOTA|mAP50|FPS|frames per second)\b"
)
_METRIC = re.compile(rf"^{METRIC}$", re.IGNORECASE)

HEADS = {
    "accuracy": "정확도", "precision": "정밀도", "recall": "재현율", "perplexity": "퍼플렉시티",
    "performance": "성능", "quality": "품질", "speed": "속도", "latency": "지연 시간", "throughput": "처리량",
    "memory": "메모리", "usage": "사용량", "use": "사용량", "consumption": "사용량", "footprint": "사용량",
    "requirement": "요구량", "overhead": "오버헤드", "cost": "비용", "time": "시간", "runtime": "실행 시간",
    "parameter": "파라미터", "token": "토큰", "flop": "FLOPs", "flops": "FLOPs", "compute": "연산량",
    "computation": "연산량", "step": "단계", "error": "오차", "rate": "비율", "score": "점수", "efficiency": "효율",
    "size": "크기", "data": "데이터", "sample": "표본", "energy": "에너지", "bandwidth": "대역폭",
    "storage": "저장 공간", "success": "성공률", "correctness": "정답률", "consistency": "일관성",
    "diversity": "다양성", "robustness": "강건성", "reliability": "신뢰도", "length": "길이", "ratio": "비율",
    "rates": "비율", "call": "호출", "complexity": "복잡도", "variance": "분산", "loss": "손실", "distance": "거리",
    "similarity": "유사도", "fidelity": "충실도", "toxicity": "유해성", "hallucination": "환각",
    "annotation": "주석", "iteration": "반복", "epoch": "에폭", "frame": "프레임", "query": "질의",
    "rating": "평점", "correlation": "상관", "sensitivity": "민감도", "specificity": "특이도",
    "generalization": "일반화 성능", "capability": "능력", "refusal": "거부", "over-refusal": "과잉 거부",
    "cache": "캐시", "resolution": "해상도", "controllability": "제어 가능성", "faithfulness": "충실성",
    "retrieval": "검색", "point": "점", "weight": "가중치", "operation": "연산", "delay": "지연",
    "workload": "작업량", "emission": "배출량",
    "affinity": "친화도", "agreement": "일치도", "power": "전력", "fps": "FPS",
}  # fmt: skip
"""Head nouns of measures with their Korean; singular, lower case."""

_FAST = frozenset(
    (
        "inference", "training", "generation", "execution", "sampling", "decoding", "speed", "rendering", "convergence",
        "throughput", "processing", "computation", "prefilling", "encoding", "rate", "optimization", "reconstruction",
        "tokenization", "annotation",
    )
)  # fmt: skip
"""What runs, and can run faster."""

WHOLE = {
    "inference speed": "추론 속도", "training speed": "학습 속도", "generation speed": "생성 속도",
    "decoding speed": "디코딩 속도", "rendering speed": "렌더링 속도", "sampling speed": "샘플링 속도",
    "processing speed": "처리 속도", "inference time": "추론 시간", "training time": "학습 시간",
    "execution time": "실행 시간", "run time": "실행 시간", "inference latency": "추론 지연 시간",
    "end-to-end latency": "종단 간 지연 시간", "inference cost": "추론 비용", "training cost": "학습 비용",
    "computational cost": "연산 비용", "computation cost": "연산 비용", "computational overhead": "연산 오버헤드",
    "memory usage": "메모리 사용량", "memory consumption": "메모리 사용량", "memory footprint": "메모리 사용량",
    "memory requirement": "메모리 요구량", "memory overhead": "메모리 오버헤드", "memory cost": "메모리 비용",
    "gpu memory": "GPU 메모리", "gpu memory usage": "GPU 메모리 사용량", "peak memory": "최대 메모리",
    "training memory": "학습 메모리", "energy consumption": "에너지 사용량", "energy cost": "에너지 비용",
    "power consumption": "전력 사용량", "token usage": "토큰 사용량", "token consumption": "토큰 사용량",
    "inference throughput": "추론 처리량", "training throughput": "학습 처리량", "training compute": "학습 연산량",
    "training data": "학습 데이터", "success rate": "성공률", "success rates": "성공률", "win rate": "승률",
    "pass rate": "통과율", "error rate": "오류율", "hallucination rate": "환각 비율",
    "attack success rate": "공격 성공률", "task success rate": "과제 성공률", "acceptance rate": "채택률",
    "agreement rate": "일치율", "word error rate": "단어 오류율", "compression ratio": "압축률",
    "quantization error": "양자화 오차", "answer accuracy": "정답 정확도", "classification accuracy": "분류 정확도",
    "average accuracy": "평균 정확도", "overall accuracy": "전체 정확도", "mean accuracy": "평균 정확도",
    "average success rate": "평균 성공률", "overall performance": "전체 성능", "average performance": "평균 성능",
    "downstream performance": "다운스트림 성능", "zero-shot performance": "제로샷 성능",
    "zero-shot accuracy": "제로샷 정확도", "sample efficiency": "표본 효율", "data efficiency": "데이터 효율",
    "model size": "모델 크기", "batch size": "배치 크기", "image quality": "이미지 품질",
    "video quality": "영상 품질", "generation quality": "생성 품질", "number of parameter": "파라미터 수",
    "trainable parameter": "학습 파라미터", "number of token": "토큰 수", "denoising step": "디노이징 단계",
    "sampling step": "샘플링 단계", "human preference": "사람 선호", "preference win rate": "선호 승률",
    "human preference win rate": "사람 선호 승률", "kv cache": "KV 캐시", "kv cache size": "KV 캐시 크기",
    "communication cost": "통신 비용", "communication overhead": "통신 오버헤드", "f1 score": "F1 점수",
    "fid score": "FID", "bleu score": "BLEU", "dice score": "Dice 점수", "pass@1": "pass@1",
    "exact match": "완전 일치율", "balanced accuracy": "균형 정확도", "mean average precision": "평균 정밀도(mAP)",
    "average precision": "AP", "f1-score": "F1 점수", "storage requirement": "저장 공간 요구량",
    "test accuracy": "테스트 정확도", "top-1 accuracy": "top-1 정확도", "wall-clock time": "실제 소요 시간",
    "walltime": "실제 소요 시간", "response time": "응답 시간", "response length": "응답 길이",
    "detection accuracy": "탐지 정확도", "recognition accuracy": "인식 정확도", "execution accuracy": "실행 정확도",
    "retrieval accuracy": "검색 정확도", "prediction accuracy": "예측 정확도", "labeling cost": "라벨링 비용",
    "annotation cost": "주석 비용", "visual token": "시각 토큰", "inference": "추론 속도", "training": "학습 속도",
    "generation": "생성 속도", "execution": "실행 속도", "sampling": "샘플링 속도", "decoding": "디코딩 속도",
    "rendering": "렌더링 속도", "convergence": "수렴 속도", "processing": "처리 속도", "end-to-end": "종단 간 속도",
    "end-to-end training": "종단 간 학습 속도", "attention": "어텐션 속도",
    "end-to-end inference": "종단 간 추론 속도", "spearman correlation": "스피어만 상관계수",
    "spearman correlation coefficient": "스피어만 상관계수", "pearson correlation": "피어슨 상관계수",
    "pearson correlation coefficient": "피어슨 상관계수", "correlation coefficient": "상관계수",
    "wallclock": "실제 소요 시간 기준 속도", "wall-clock": "실제 소요 시간 기준 속도", "prefill": "프리필 속도",
    "prefilling": "프리필 속도", "agreement rates": "일치율", "resolution rate": "해결률", "resolve rate": "해결률",
    "solve rate": "해결률", "preference rate": "선호율", "refusal rate": "거부율", "frames per second": "FPS",
    "elo rating": "Elo 점수", "elo score": "Elo 점수", "f1": "F1", "auc gain": "AUC",
}  # fmt: skip
"""Whole measures with their Korean; lower case, the last word in the singular."""

_LOWER_IS_BETTER = re.compile(
    r"\b(?:FID|rFID|gFID|FVD|LPIPS|WER|CER|MSE|RMSE|MAE|EER|perplexity|error|loss|latency|cost|time|memory|consumption|"
    r"overhead|hallucination|variance|distance|delay|footprint|usage)\b",
    re.IGNORECASE,
)


_COST = re.compile(
    r"\b(?:latency|costs?|times?|memory|consumption|overhead|delay|footprint|usage|flops?|compute|computations?|parameters?|"
    r"tokens?|energy|power|storage|bandwidth|emissions?|steps?|cache|size|calls?|labels?|annotations?|walltime|wall-clock)\b",
    re.IGNORECASE,
)


def is_cost(measure: str) -> bool:
    """Whether less of the measure is a saving of time, money or machines; a lower error is none."""
    return bool(_COST.search(measure)) and not re.search(r"\b(?:error|loss|rate|distance)s?\b", measure, re.IGNORECASE)


def singular(phrase: str) -> str:
    """A measure in lower case with its last word in the singular."""
    phrase = phrase.lower()
    if phrase.endswith(("ss", "us", "flops", "fps", "is")) or not phrase.endswith("s"):
        return phrase
    if phrase.endswith("ies"):
        return phrase[:-3] + "y"
    return phrase[:-1]


_SECOND_VERB = re.compile(
    r"\b(?:and|or|but|while|then)\s+(?:\w+ly\s+)?(?:cut|reduc|lower|shorten|decreas|increas|improv|boost|sav|rais|speed|accelerat"
    r"|keep|kept|requir|us|achiev|outperform|rais|gain|drop|shrink|halv|doubl|enhanc|preserv|maintain|need|surpass|yield)"
    r"(?:s|es|ed|e|ing)?\b"
)


def is_measure(phrase: str, direction: str) -> bool:
    """Whether something of this name is measured; what is faster may also be what runs, or stay unnamed."""
    if not phrase:
        return direction in ("faster", "slower")
    if _SECOND_VERB.search(phrase):
        return False  # "improves results and cuts training time by 50%": the figure belongs to the second verb alone
    if re.search(r"[a-z][A-Z]", phrase.rsplit(maxsplit=1)[-1]) and not _METRIC.match(phrase):
        return False  # "DisTANCE" is a benchmark
    words = singular(phrase).split()
    if direction in ("faster", "slower"):
        return words[-1] in _FAST
    head = words[0] if words[0] in ("number", "amount") else words[-1]
    return head in HEADS or words[0] in ("number", "amount") or bool(_METRIC.match(phrase)) or singular(phrase) in WHOLE


def is_metric(phrase: str) -> bool:
    """Whether it is a metric by its own name."""
    return bool(_METRIC.match(phrase))


def lower_is_better(measure: str) -> bool:
    """Whether a smaller value of the measure is the better one."""
    return bool(_LOWER_IS_BETTER.search(measure))
