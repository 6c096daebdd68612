using System.Globalization;
using Mlops.Domain.Pipelines;

namespace Mlops.Algorithm.Learning;

/// <summary>LightGBM parameters of one training, checked, by canonical name.</summary>
internal sealed class TrainingParameters
{
    private const int DefaultEarlyStopping = 50;

    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        ["num_iterations"] = "100",
        ["num_threads"] = "2",
        ["seed"] = "0",
    };

    // What makes the same inputs give the same bytes, whatever the machine; not for owners to change.
    private static readonly Dictionary<string, string> Fixed = new(StringComparer.Ordinal)
    {
        ["deterministic"] = "true",
        ["force_row_wise"] = "true",
        ["device_type"] = "cpu",
        ["verbosity"] = "-1",
    };

    private readonly SortedDictionary<string, string> _values;

    private TrainingParameters(SortedDictionary<string, string> values) => _values = values;

    /// <summary>True when early stopping looks for a larger value of its metric.</summary>
    public bool HigherIsBetter => _values["metric"] == "auc";

    public int Iterations => int.Parse(_values["num_iterations"], CultureInfo.InvariantCulture);

    /// <summary>After how many iterations without a better validation loss training stops; 0 never.</summary>
    public int EarlyStopping { get; private init; }

    /// <summary>Checks all names and values; every problem is added to <paramref name="problems"/>.</summary>
    public static TrainingParameters Parse(IEnumerable<KeyValuePair<string, string>> hyperparameters, ICollection<string> problems, ProblemType problem = ProblemType.Regression)
    {
        var (objective, metric) = problem == ProblemType.Binary ? ("binary", "binary_logloss") : ("regression", "l2");
        var values = new SortedDictionary<string, string>(Defaults, StringComparer.Ordinal) { ["objective"] = objective, ["metric"] = metric };
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in hyperparameters.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            var canonical = ParameterAliases.Resolve(name);
            if (Check(name, canonical, value, problem) is { } refused)
            {
                problems.Add(refused);
            }
            else if (!given.TryAdd(canonical!, name))
            {
                problems.Add($"hyperparameters '{given[canonical!]}' and '{name}' are the same LightGBM parameter; give one of them");
            }
            else
            {
                values[canonical!] = value;
            }
        }

        var earlyStopping = values.Remove("early_stopping_round", out var rounds) ? int.Parse(rounds, CultureInfo.InvariantCulture) : DefaultEarlyStopping;
        return new TrainingParameters(values) { EarlyStopping = earlyStopping };
    }

    /// <summary>The parameters as the C API takes them.</summary>
    public string ToLightGbm(IReadOnlyList<int> categoricalFeatures)
    {
        var all = _values.Concat(Fixed);
        if (categoricalFeatures.Count > 0)
        {
            all = all.Append(new("categorical_feature", string.Join(',', categoricalFeatures)));
        }

        return string.Join(' ', all.Select(p => $"{p.Key}={p.Value}"));
    }

    private static string? Check(string name, string? canonical, string value, ProblemType problem)
    {
        if (canonical is null)
        {
            return $"hyperparameter '{name}' is no LightGBM parameter";
        }

        if (ParameterRules.Of(problem, canonical) is not { } rule)
        {
            return $"hyperparameter '{name}' cannot be set: the container decides it, or does not support it";
        }

        return rule.Accepts(value) ? null : $"hyperparameter '{name}' must be {rule.Kind}, not '{value}'";
    }
}
