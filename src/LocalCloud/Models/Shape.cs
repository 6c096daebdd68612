using System.Text.RegularExpressions;

namespace LocalCloud.Models;

/// <summary>One shape of an AWS API model, with the constraints that the service itself checks.</summary>
public abstract record Shape(string Name);

/// <summary>A structure. <see cref="Payload"/> names the member that is the HTTP body; <see cref="Error"/> is set on exceptions.</summary>
public sealed record StructureShape(string Name, IReadOnlyDictionary<string, ShapeMember> Members) : Shape(Name)
{
    public required IReadOnlyList<string> Required { get; init; }

    public bool IsUnion { get; init; }

    public string? Payload { get; init; }

    public ErrorTrait? Error { get; init; }
}

public sealed record ListShape(string Name, ShapeMember Element) : Shape(Name)
{
    public long? Min { get; init; }

    public long? Max { get; init; }

    public bool IsFlattened { get; init; }
}

public sealed record MapShape(string Name, ShapeMember Key, ShapeMember Value) : Shape(Name)
{
    public long? Min { get; init; }

    public long? Max { get; init; }

    public bool IsFlattened { get; init; }
}

/// <summary>A string; <see cref="Matcher"/> is null without a pattern and for the few patterns that only Java understands.</summary>
public sealed record StringShape(string Name) : Shape(Name)
{
    private readonly Lazy<Regex?> _matcher = new(() => null);

    public IReadOnlyList<string> Values { get; init; } = [];

    public string? Pattern
    {
        get;
        init
        {
            field = value;
            _matcher = new(() => value is null ? null : JavaPattern.Compile(value));
        }
    }

    public long? Min { get; init; }

    public long? Max { get; init; }

    public Regex? Matcher => _matcher.Value;
}

public sealed record NumberShape(string Name, bool IsInteger) : Shape(Name)
{
    public decimal? Min { get; init; }

    public decimal? Max { get; init; }
}

public sealed record BooleanShape(string Name) : Shape(Name);

public sealed record BlobShape(string Name) : Shape(Name)
{
    public long? Min { get; init; }

    public long? Max { get; init; }
}

/// <summary>A point in time; <see cref="Format"/> (<c>iso8601</c>, <c>rfc822</c>, <c>unixTimestamp</c>) overrides the protocol's own.</summary>
public sealed record TimestampShape(string Name, string? Format) : Shape(Name);
