namespace Mlops.Algorithm.Scoring;

/// <summary>A model as its text says it: so many features in, the trees' sum converted out.</summary>
internal sealed record TreeModel(int Features, ScoreConversion Conversion, IReadOnlyList<DecisionTree> Trees);
