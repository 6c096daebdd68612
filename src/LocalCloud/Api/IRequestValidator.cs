using System.Text.Json.Nodes;

namespace LocalCloud.Api;

/// <summary>AWS's own constraints on a request (required, type, enum, pattern, range), from its API model.</summary>
public interface IRequestValidator
{
    /// <summary>Returns when AWS would accept the input's shape; throws <see cref="AwsException"/> with every problem when not.</summary>
    void Validate(string service, string operation, JsonObject input);
}
