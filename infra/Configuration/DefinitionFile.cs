using System.Text.Json.Nodes;
using Mlops.Domain.Contracts;
using Mlops.Domain.Pipelines;

namespace Mlops.Infra.Configuration;

/// <summary>A <c>pipeline.json</c>, with the <c>contract.json</c> beside it where there is one, as the domain reads them.</summary>
internal static class DefinitionFile
{
    /// <summary>The definition, or null and every problem of it under the file's name.</summary>
    public static PipelineDefinition? Read(string file, List<Problem> problems)
    {
        var contract = Path.Combine(Path.GetDirectoryName(file)!, ContractFile.Name);
        switch (PipelineDefinitionReader.Read(File.ReadAllText(file), File.Exists(contract) ? File.ReadAllText(contract) : null))
        {
            case DefinitionResult.Valid valid:
                return valid.Definition;
            case DefinitionResult.Invalid invalid:
                problems.AddRange(invalid.Problems.Select(problem => File.Exists(contract) && ContractFile.Locate(problem) is { } own
                    ? new Problem(contract, own.ToString())
                    : new Problem(file, problem.ToString())));
                return null;
            default:
                throw new InvalidOperationException("A definition is either valid or invalid.");
        }
    }

    /// <summary>The canonical JSON, every default written out.</summary>
    public static JsonObject Document(PipelineDefinition definition)
        => JsonNode.Parse(PipelineDefinitionReader.Canonical(definition))!.AsObject();
}
