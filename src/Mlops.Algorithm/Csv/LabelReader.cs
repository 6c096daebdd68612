using System.Text;
using Mlops.Domain.Training;

namespace Mlops.Algorithm.Csv;

/// <summary>Reads a label as the number that is learned: itself, or 1 and 0 for the two classes.</summary>
internal sealed class LabelReader(BinaryClasses? classes)
{
    /// <summary>The rule that a label breaks which cannot be read.</summary>
    public string Rule => classes is null ? DataRules.Label : DataRules.Class;

    public bool TryRead(ReadOnlySpan<byte> value, out double label)
    {
        if (classes is null)
        {
            return CsvValue.TryParseNumber(value, out label);
        }

        var code = classes.Code(Encoding.UTF8.GetString(value));
        label = code ?? double.NaN;
        return code is not null;
    }

    public string Problem(ReadOnlySpan<byte> value) =>
        classes is null ? ValueProblem.NotANumber(value) : $"{CsvValue.Excerpt(value)} is neither '{classes.Positive}' nor '{classes.Negative}'";
}
