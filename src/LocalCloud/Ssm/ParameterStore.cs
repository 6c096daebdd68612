using System.Text.Json.Nodes;
using LocalCloud.Api;
using LocalCloud.Models;
using LocalCloud.Storage;

namespace LocalCloud.Ssm;

/// <summary>Parameters on disk: the latest version of each.</summary>
internal sealed class ParameterStore(DocumentStore store, TimeProvider time)
{
    private const string Collection = "ssm.parameters";

    private readonly Lock _gate = new();

    public Parameter? Find(string name) => store.Get(Collection, name) is { } document
        ? new(name, (string)document["Type"]!, (string)document["Value"]!, (long)document["Version"]!, (string)document["LastModified"]!)
        : null;

    /// <summary>The new version's number.</summary>
    public long Put(string name, string? type, string value, bool overwrite)
    {
        lock (_gate)
        {
            var previous = Find(name);
            if (previous is not null && !overwrite)
            {
                throw new AwsException("ParameterAlreadyExists", 400,
                    "The parameter already exists. To overwrite this value, set the overwrite option in the request to true.");
            }

            if (previous is not null && type is not null && type != previous.Type)
            {
                throw new AwsException("HierarchyTypeMismatchException", 400, $"The parameter {name} is a {previous.Type}: its type can't be changed to {type}.");
            }

            var version = (previous?.Version ?? 0) + 1;
            store.Put(Collection, name, new()
            {
                ["Type"] = previous?.Type ?? type ?? throw AwsException.Validation("A parameter type is required when you create a parameter."),
                ["Value"] = value,
                ["Version"] = version,
                ["LastModified"] = Timestamps.Iso(time.GetUtcNow()),
            });
            return version;
        }
    }

    public bool Delete(string name)
    {
        lock (_gate)
        {
            return store.Delete(Collection, name);
        }
    }
}
