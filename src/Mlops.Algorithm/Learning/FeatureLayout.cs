namespace Mlops.Algorithm.Learning;

/// <summary>The learner's view of encoded rows: a name per feature, and which features are category codes.</summary>
internal sealed record FeatureLayout(IReadOnlyList<string> FeatureNames, IReadOnlyList<int> CategoricalFeatures);
