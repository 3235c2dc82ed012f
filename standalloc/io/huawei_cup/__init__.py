"""The 2018 Huawei Cup: problem F of the China Postgraduate Mathematical Contest in Modeling, gates at a hub."""

from standalloc.io.huawei_cup.build import Question, read_huawei_cup

__all__ = ["Question", "read_huawei_cup"]
