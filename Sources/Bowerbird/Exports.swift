// One `import Bowerbird` is enough for whatever its declarations mention.
@_exported public import BehaviorPrediction
@_exported public import DataImport
@_exported public import DataModel
@_exported public import Evaluation
@_exported public import ProductPages
@_exported public import Ranking
@_exported public import Storage
@_exported public import TextClassification
