namespace LocalCloud.Models;

/// <summary>How a structure, list or map refers to another shape, and where the protocol puts it.</summary>
public sealed record ShapeMember(ServiceModel Model, string ShapeName)
{
    /// <summary><c>uri</c>, <c>querystring</c>, <c>header</c>, <c>headers</c> or <c>statusCode</c>; null for the body.</summary>
    public string? Location { get; init; }

    public string? LocationName { get; init; }

    public bool IsFlattened { get; init; }

    public string? TimestampFormat { get; init; }

    public Shape Shape => Model.Shapes[ShapeName];
}
