using Mlops.Domain.Pipelines;

namespace Mlops.Algorithm.Learning;

/// <summary>The LightGBM parameters an owner may set, with the ranges of LightGBM's documentation. What is not here the container decides itself.</summary>
/// <remarks>https://lightgbm.readthedocs.io/en/stable/Parameters.html</remarks>
internal static class ParameterRules
{
    private static readonly Dictionary<string, ParameterRule> OfRegression = new(StringComparer.Ordinal)
    {
        ["objective"] = ParameterRule.OneOf("regression", "regression_l1", "huber", "fair", "quantile", "mape", "poisson", "gamma", "tweedie"),
        ["metric"] = ParameterRule.OneOf("l1", "l2", "rmse", "quantile", "mape", "huber", "fair", "poisson", "gamma", "tweedie"),
        ["alpha"] = ParameterRule.Number(0, open: true),
        ["fair_c"] = ParameterRule.Number(0, open: true),
        ["tweedie_variance_power"] = ParameterRule.Number(1, 2),
        ["poisson_max_delta_step"] = ParameterRule.Number(0, open: true),
        ["reg_sqrt"] = ParameterRule.Boolean,
    };

    // What is scored must be a probability: hence no objective that learns something else.
    private static readonly Dictionary<string, ParameterRule> OfBinary = new(StringComparer.Ordinal)
    {
        ["objective"] = ParameterRule.OneOf("binary"),
        ["metric"] = ParameterRule.OneOf("binary_logloss", "auc"),
        ["scale_pos_weight"] = ParameterRule.Number(0, open: true),
        ["is_unbalance"] = ParameterRule.Boolean,
        ["pos_bagging_fraction"] = ParameterRule.Number(0, 1, open: true),
        ["neg_bagging_fraction"] = ParameterRule.Number(0, 1, open: true),
    };

    private static readonly Dictionary<string, ParameterRule> OfAll = new(StringComparer.Ordinal)
    {
        ["num_iterations"] = ParameterRule.Integer(1, 100_000),
        ["early_stopping_round"] = ParameterRule.Integer(0),
        ["learning_rate"] = ParameterRule.Number(0, open: true),
        ["num_leaves"] = ParameterRule.Integer(2, 131_072),
        ["max_depth"] = ParameterRule.Integer(-1),
        ["min_data_in_leaf"] = ParameterRule.Integer(0),
        ["min_sum_hessian_in_leaf"] = ParameterRule.Number(0),
        ["min_gain_to_split"] = ParameterRule.Number(0),
        ["lambda_l1"] = ParameterRule.Number(0),
        ["lambda_l2"] = ParameterRule.Number(0),
        ["linear_lambda"] = ParameterRule.Number(0),
        ["linear_tree"] = ParameterRule.Boolean,
        ["max_delta_step"] = ParameterRule.Number(double.MinValue),
        ["path_smooth"] = ParameterRule.Number(0),
        ["extra_trees"] = ParameterRule.Boolean,
        ["bagging_fraction"] = ParameterRule.Number(0, 1, open: true),
        ["bagging_freq"] = ParameterRule.Integer(0),
        ["feature_fraction"] = ParameterRule.Number(0, 1, open: true),
        ["feature_fraction_bynode"] = ParameterRule.Number(0, 1, open: true),
        ["data_sample_strategy"] = ParameterRule.OneOf("bagging", "goss"),
        ["top_rate"] = ParameterRule.Number(0, 1),
        ["other_rate"] = ParameterRule.Number(0, 1),
        ["boost_from_average"] = ParameterRule.Boolean,
        ["max_bin"] = ParameterRule.Integer(2, 65_535),
        ["min_data_in_bin"] = ParameterRule.Integer(1),
        ["bin_construct_sample_cnt"] = ParameterRule.Integer(1),
        ["use_missing"] = ParameterRule.Boolean,
        ["zero_as_missing"] = ParameterRule.Boolean,
        ["min_data_per_group"] = ParameterRule.Integer(1),
        ["max_cat_threshold"] = ParameterRule.Integer(1),
        ["cat_l2"] = ParameterRule.Number(0),
        ["cat_smooth"] = ParameterRule.Number(0),
        ["max_cat_to_onehot"] = ParameterRule.Integer(1),
        ["num_threads"] = ParameterRule.Integer(1, 256),
        ["seed"] = ParameterRule.Integer(0),
    };

    /// <summary>What a parameter accepts in this kind of problem; null when an owner may not set it.</summary>
    public static ParameterRule? Of(ProblemType problem, string name) =>
        OfAll.GetValueOrDefault(name) ?? (problem == ProblemType.Binary ? OfBinary : OfRegression).GetValueOrDefault(name);
}
