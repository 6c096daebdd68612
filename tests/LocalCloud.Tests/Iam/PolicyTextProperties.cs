using CsCheck;
using LocalCloud.Iam;
using LocalCloud.Policies;

namespace LocalCloud.Tests.Iam;

public sealed class PolicyTextProperties
{
    private static readonly Gen<string> Value = Gen.Char["ab:"].Array[0, 8].Select(letters => new string(letters));

    private static readonly Gen<string> Pattern = Gen.Char["ab:*?"].Array[0, 6].Select(letters => new string(letters));

    [Fact]
    public void Matches_OfAnyPattern_AgreesWithTheObviousDefinition() => Gen.Select(Pattern, Value).Sample((pattern, value) =>
        PolicyText.Expand(pattern, null)!.Matches(value) == Naive(pattern, value));

    private static bool Naive(ReadOnlySpan<char> pattern, ReadOnlySpan<char> value) => pattern switch
    {
        [] => value.IsEmpty,
        ['*', ..] => Naive(pattern[1..], value) || (!value.IsEmpty && Naive(pattern, value[1..])),
        [var first, ..] => !value.IsEmpty && (first == '?' || first == value[0]) && Naive(pattern[1..], value[1..]),
    };
}
