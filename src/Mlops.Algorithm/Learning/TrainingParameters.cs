using System.Globalization;

namespace Mlops.Algorithm.Learning;

/// <summary>LightGBM parameters of one training, checked, by canonical name.</summary>
internal sealed class TrainingParameters
{
    private const int DefaultEarlyStopping = 50;

    private static readonly Dictionary<string, string> Defaults = new(StringComparer.Ordinal)
    {
        ["objective"] = "regression",
        ["metric"] = "l2",
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

    public int Iterations => int.Parse(_values["num_iterations"], CultureInfo.InvariantCulture);

    /// <summary>After how many iterations without a better validation loss training stops; 0 never.</summary>
    public int EarlyStopping { get; private init; }

    /// <summary>Checks all names and values; every problem is added to <paramref name="problems"/>.</summary>
    public static TrainingParameters Parse(IEnumerable<KeyValuePair<string, string>> hyperparameters, ICollection<string> problems)
    {
        var values = new SortedDictionary<string, string>(Defaults, StringComparer.Ordinal);
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in hyperparameters.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            var canonical = ParameterAliases.Resolve(name);
            if (Check(name, canonical, value) is { } problem)
            {
                problems.Add(problem);
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

    private static string? Check(string name, string? canonical, string value)
    {
        if (canonical is null)
        {
            return $"hyperparameter '{name}' is no LightGBM parameter";
        }

        if (!ParameterRules.ByName.TryGetValue(canonical, out var rule))
        {
            return $"hyperparameter '{name}' cannot be set: the container decides it, or does not support it";
        }

        return rule.Accepts(value) ? null : $"hyperparameter '{name}' must be {rule.Kind}, not '{value}'";
    }
}
