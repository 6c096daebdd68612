using System.Globalization;
using System.Net;

namespace LocalCloud.Policies;

/// <summary>The condition operators of the IAM policy language, by name (names are not case-sensitive).</summary>
internal static class ConditionOperators
{
    private static readonly Dictionary<string, ConditionOperator> ByName = All().ToDictionary(known => known.Name, StringComparer.OrdinalIgnoreCase);

    public static IEnumerable<string> Names => ByName.Keys;

    public static ConditionOperator? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<ConditionOperator> All() =>
    [
        .. WithNegation("StringEquals", "StringNotEquals", (value, policy) => value == policy.Literal),
        .. WithNegation("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase",
            (value, policy) => value.Equals(policy.Literal, StringComparison.OrdinalIgnoreCase)),
        .. WithNegation("StringLike", "StringNotLike", (value, policy) => policy.Matches(value)),
        .. WithNegation("NumericEquals", "NumericNotEquals", (value, policy) => Compare(value, policy, Number) == 0, IsNumber),
        new("NumericLessThan", (value, policy) => Compare(value, policy, Number) < 0) { Accepts = IsNumber },
        new("NumericLessThanEquals", (value, policy) => Compare(value, policy, Number) <= 0) { Accepts = IsNumber },
        new("NumericGreaterThan", (value, policy) => Compare(value, policy, Number) > 0) { Accepts = IsNumber },
        new("NumericGreaterThanEquals", (value, policy) => Compare(value, policy, Number) >= 0) { Accepts = IsNumber },
        .. WithNegation("DateEquals", "DateNotEquals", (value, policy) => Compare(value, policy, PolicyDates.Parse) == 0, IsDate),
        new("DateLessThan", (value, policy) => Compare(value, policy, PolicyDates.Parse) < 0) { Accepts = IsDate },
        new("DateLessThanEquals", (value, policy) => Compare(value, policy, PolicyDates.Parse) <= 0) { Accepts = IsDate },
        new("DateGreaterThan", (value, policy) => Compare(value, policy, PolicyDates.Parse) > 0) { Accepts = IsDate },
        new("DateGreaterThanEquals", (value, policy) => Compare(value, policy, PolicyDates.Parse) >= 0) { Accepts = IsDate },
        new("Bool", (value, policy) => value.Equals(policy.Literal, StringComparison.OrdinalIgnoreCase)),
        new("BinaryEquals", (value, policy) => value == policy.Literal),
        .. WithNegation("IpAddress", "NotIpAddress", (value, policy) => IsInside(value, policy.Literal)),
        .. WithNegation("ArnEquals", "ArnNotEquals", IsArnLike),
        .. WithNegation("ArnLike", "ArnNotLike", IsArnLike),
        new("Null", (_, _) => false) { IsNull = true },
    ];

    private static IEnumerable<ConditionOperator> WithNegation(
        string name, string negation, Func<string, PolicyText, bool> compare, Func<string, bool>? accepts = null)
    {
        var positive = new ConditionOperator(name, compare) { Accepts = accepts ?? (_ => true) };
        return [positive, positive with { Name = negation, IsNegated = true }];
    }

    private static int? Compare<T>(string value, PolicyText policy, Func<string, T?> parse) where T : struct, IComparable<T> =>
        parse(value) is { } left && parse(policy.Literal) is { } right ? left.CompareTo(right) : null;

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static bool IsNumber(string text) => HasVariable(text) || Number(text) is not null;

    private static bool IsDate(string text) => HasVariable(text) || PolicyDates.Parse(text) is not null;

    private static bool HasVariable(string text) => text.Contains("${", StringComparison.Ordinal);

    // Each of the six fields by itself, so that a star cannot reach into the next one.
    private static bool IsArnLike(string value, PolicyText policy)
    {
        var fields = value.Split(':', 6);
        var patterns = policy.Split(6);
        return fields.Length == 6 && patterns.Count == 6 && patterns.Zip(fields).All(pair => pair.First.Matches(pair.Second));
    }

    private static bool IsInside(string value, string range)
    {
        var slash = range.IndexOf('/', StringComparison.Ordinal);
        if (!IPAddress.TryParse(value, out var address) || !IPAddress.TryParse(slash < 0 ? range : range[..slash], out var network))
        {
            return false;
        }

        var (left, right) = (Unmapped(address).GetAddressBytes(), Unmapped(network).GetAddressBytes());
        var bits = right.Length * 8;
        if (slash >= 0 && (!int.TryParse(range.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out bits) || bits > right.Length * 8))
        {
            return false;
        }

        return left.Length == right.Length && Enumerable.Range(0, bits).All(bit => Bit(left, bit) == Bit(right, bit));
    }

    private static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static int Bit(byte[] bytes, int index) => (bytes[index / 8] >> (7 - (index % 8))) & 1;
}
