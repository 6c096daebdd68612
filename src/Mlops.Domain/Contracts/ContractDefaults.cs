using System.Text.Json;
using System.Text.Json.Nodes;
using Mlops.Domain.Json;

namespace Mlops.Domain.Contracts;

/// <summary>A contract with the defaults that the records declare; <see cref="Pipelines.DefinitionDefaults"/> lays a file's members over it.</summary>
internal static class ContractDefaults
{
    private static readonly DataContract Declared = new();

    public static JsonObject Create() => JsonSerializer.SerializeToNode(Declared, DomainJson.Wire.DataContract)!.AsObject();
}
