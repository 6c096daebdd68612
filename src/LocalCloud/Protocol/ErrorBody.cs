using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;

namespace LocalCloud.Protocol;

/// <summary>The JSON body of an error; some shapes spell its message with a capital letter.</summary>
internal static class ErrorBody
{
    public static JsonObject Create(AwsException error, StructureShape? shape, (string Name, string Value) type)
    {
        var message = shape?.Members.Keys.FirstOrDefault(name => name.Equals("message", StringComparison.OrdinalIgnoreCase)) ?? "message";
        var body = new JsonObject { [type.Name] = type.Value, [message] = error.Message };
        foreach (var (name, value) in error.Details)
        {
            body[name] = value;
        }

        return body;
    }
}
