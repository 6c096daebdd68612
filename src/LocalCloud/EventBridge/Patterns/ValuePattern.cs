namespace LocalCloud.EventBridge.Patterns;

/// <summary>What one value of an event may be. A family of pure predicates, one per operator of the language.</summary>
internal abstract record ValuePattern
{
    public abstract bool Matches(EventValue value);

    /// <summary><c>true</c>, <c>false</c>, <c>null</c>.</summary>
    public sealed record Literal(string Raw) : ValuePattern
    {
        public override bool Matches(EventValue value) => value.Text is null && value.Raw == Raw;
    }

    public sealed record ExactText(string Text) : ValuePattern
    {
        public override bool Matches(EventValue value) => value.Text == Text;
    }

    /// <summary>A string that is an IP address matches every way of writing the address.</summary>
    public sealed record ExactAddress(System.Net.IPAddress Address) : ValuePattern
    {
        public override bool Matches(EventValue value) => Address.Equals(value.Address);
    }

    /// <summary>A number matches by value (300 = 3.0e2), and by its text where it is too large to compare.</summary>
    public sealed record ExactNumber(double? Number, string Raw) : ValuePattern
    {
        public override bool Matches(EventValue value) =>
            (Number is not null && value.Number == Number) || (value.Text is null && value.Raw == Raw);
    }

    public sealed record Prefix(string Text, StringComparison Comparison) : ValuePattern
    {
        public override bool Matches(EventValue value) => value.Text?.StartsWith(Text, Comparison) == true;
    }

    public sealed record Suffix(string Text, StringComparison Comparison) : ValuePattern
    {
        public override bool Matches(EventValue value) => value.Text?.EndsWith(Text, Comparison) == true;
    }

    public sealed record EqualsIgnoreCase(string Text) : ValuePattern
    {
        public override bool Matches(EventValue value) => string.Equals(value.Text, Text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Between two numbers, either of which may be missing.</summary>
    public sealed record NumericRange(double Bottom, bool OpenBottom, double Top, bool OpenTop) : ValuePattern
    {
        public override bool Matches(EventValue value) =>
            value.Number is { } number
            && (OpenBottom ? number > Bottom : number >= Bottom)
            && (OpenTop ? number < Top : number <= Top);
    }

    public sealed record Cidr(IpRange Range) : ValuePattern
    {
        public override bool Matches(EventValue value) => value.Address is { } address && Range.Contains(address);
    }

    public sealed record Exists : ValuePattern
    {
        public override bool Matches(EventValue value) => true;
    }

    /// <summary>Matches no value: it is what a path without values is asked for.</summary>
    public sealed record Absent : ValuePattern
    {
        public override bool Matches(EventValue value) => false;
    }

    /// <summary>A value that none of the patterns matches. Every value counts, of whatever type.</summary>
    public sealed record AnythingBut(IReadOnlyList<ValuePattern> Patterns) : ValuePattern
    {
        public override bool Matches(EventValue value) => !Patterns.Any(pattern => pattern.Matches(value));
    }
}
