using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Storage;

namespace LocalCloud.Ssm;

/// <summary>Systems Manager's Parameter Store with plain parameters (<c>String</c>, <c>StringList</c>).</summary>
public sealed class SsmService(CloudIdentity identity, DocumentStore store, TimeProvider time)
{
    private readonly ParameterStore _parameters = new(store, time);

    public ApiService Api => new("ssm",
    [
        new("GetParameter", (input, _, _) => Task.FromResult(GetParameter(input)), (input, _) => [Access("GetParameter", (string)input["Name"]!)]),
        new("GetParameters", (input, _, _) => Task.FromResult(GetParameters(input)),
            (input, _) => Names(input).Select(name => Access("GetParameters", name))),
        new("PutParameter", (input, _, _) => Task.FromResult(PutParameter(input)), (input, _) => [Access("PutParameter", (string)input["Name"]!)]),
        new("DeleteParameter", (input, _, _) => Task.FromResult(DeleteParameter(input)), (input, _) => [Access("DeleteParameter", (string)input["Name"]!)]),
    ]);

    private JsonObject GetParameter(JsonObject input)
    {
        var asked = ParameterName.Parse((string)input["Name"]!);
        var found = _parameters.Find(asked.Name) ?? throw new AwsException("ParameterNotFound", 400, $"Parameter {asked.Name} not found.");
        return asked.Selects(found)
            ? new() { ["Parameter"] = Describe(found, asked) }
            : throw new AwsException("ParameterVersionNotFound", 400,
                $"Systems Manager could not find version {asked.Version} of {asked.Name}. LocalCloud keeps the latest version only, which is {found.Version}.");
    }

    private JsonObject GetParameters(JsonObject input)
    {
        var found = new JsonArray();
        var invalid = new JsonArray();
        foreach (var name in Names(input).Distinct(StringComparer.Ordinal))
        {
            var asked = ParameterName.Parse(name);
            if (_parameters.Find(asked.Name) is { } parameter && asked.Selects(parameter))
            {
                found.Add(Describe(parameter, asked));
            }
            else
            {
                invalid.Add(name);
            }
        }

        return new() { ["Parameters"] = found, ["InvalidParameters"] = invalid };
    }

    private JsonObject PutParameter(JsonObject input)
    {
        var name = ParameterName.Parse((string)input["Name"]!).Name;
        var type = (string?)input["Type"];
        if (type is not (null or "String" or "StringList"))
        {
            throw new AwsException("UnsupportedParameterType", 400, $"LocalCloud stores String and StringList parameters, not {type}.");
        }

        var version = _parameters.Put(name, type, (string)input["Value"]!, (bool?)input["Overwrite"] ?? false);
        return new() { ["Version"] = version, ["Tier"] = "Standard" };
    }

    private JsonObject DeleteParameter(JsonObject input)
    {
        var name = ParameterName.Parse((string)input["Name"]!).Name;
        return _parameters.Delete(name) ? [] : throw new AwsException("ParameterNotFound", 400, $"Parameter {name} not found.");
    }

    private JsonObject Describe(Parameter parameter, ParameterName asked)
    {
        var described = new JsonObject
        {
            ["Name"] = parameter.Name,
            ["Type"] = parameter.Type,
            ["Value"] = parameter.Value,
            ["Version"] = parameter.Version,
            ["LastModifiedDate"] = parameter.LastModified,
            ["ARN"] = Arn(parameter.Name),
            ["DataType"] = "text",
        };
        if (asked.Version is { } version)
        {
            described["Selector"] = $":{version}";
        }

        return described;
    }

    private AccessRequest Access(string action, string name) => new($"ssm:{action}", Arn(ParameterName.Parse(name).Name));

    private string Arn(string name) => identity.Arn("ssm", name.StartsWith('/') ? $"parameter{name}" : $"parameter/{name}");

    private static IEnumerable<string> Names(JsonObject input) => input["Names"]!.AsArray().Select(name => (string)name!);
}
