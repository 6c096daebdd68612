using System.Globalization;
using System.Text;

namespace Mlops.Domain.Triggers;

/// <summary>How much a request may say. It is state data of the whole run, and SageMaker takes no longer hyperparameters.</summary>
public static class RequestLimits
{
    public const int LongestRequestId = 256, LongestRequestedBy = 256, MostParameters = 100, LongestName = 300, LongestValue = 2500;

    /// <summary>For all names and values together, in bytes of UTF-8: state data ends at 256 KiB.</summary>
    public const int LargestParameters = 32 * 1024;

    /// <summary>Everything in which a request exceeds them, in words.</summary>
    public static IEnumerable<string> Check(string? requestedBy, IReadOnlyDictionary<string, string> parameters)
    {
        if (requestedBy is { } name && (name.Length > LongestRequestedBy || name.Any(char.IsControl)))
        {
            yield return Text($"requestedBy may have up to {LongestRequestedBy} characters and no control characters");
        }

        if (parameters.Count > MostParameters)
        {
            yield return Text($"there are {parameters.Count} parameters, and at most {MostParameters} are taken");
        }

        // JSON's null gets through where a text is meant.
        foreach (var (parameter, _) in parameters.Where(each => each.Value is null))
        {
            yield return Text($"the parameter {parameter} must be a text");
        }

        foreach (var (parameter, _) in parameters.Where(each => each.Key.Length > LongestName || each.Value?.Length > LongestValue).Take(MostParameters))
        {
            yield return Text($"the parameter {parameter[..Math.Min(parameter.Length, 40)]} is too long: names have up to {LongestName} and values up to {LongestValue} characters");
        }

        var size = parameters.Sum(each => Encoding.UTF8.GetByteCount(each.Key) + Encoding.UTF8.GetByteCount(each.Value ?? ""));
        if (size > LargestParameters)
        {
            yield return Text($"the parameters have {size} bytes, and at most {LargestParameters} are taken");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
