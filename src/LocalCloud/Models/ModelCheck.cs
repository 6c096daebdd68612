using System.Text.Json.Nodes;

namespace LocalCloud.Models;

/// <summary>Holds a request against AWS's API model. Needs no running cloud: tests check synthesized state machines with it.</summary>
public static class ModelCheck
{
    /// <summary>Stands for a value that is known only at run time (an unresolved path): it satisfies every constraint.</summary>
    public const string Wildcard = "\u0001any\u0001";

    /// <summary>
    /// Every problem of <paramref name="input"/>, whose members are named as in the model
    /// (<see cref="SdkIntegrationNames"/> turns a state machine's <c>PascalCase</c> into those).
    /// </summary>
    public static IReadOnlyList<ModelProblem> Problems(string service, string operation, JsonObject input)
    {
        if (ServiceModel.Find(service) is not { } model)
        {
            return [new(ModelProblemKind.Malformed, "", $"There is no API model of '{service}'. There is one of: {string.Join(", ", ServiceModel.Names)}.")];
        }

        if (!model.Operations.TryGetValue(operation, out var found))
        {
            var known = string.Join(", ", model.Operations.Keys.Order(StringComparer.Ordinal));
            return [new(ModelProblemKind.Malformed, "", $"The API model of '{service}' has no operation '{operation}'. It has: {known}.")];
        }

        if (found.Input is null)
        {
            return [.. input.Select(member => new ModelProblem(ModelProblemKind.Malformed, member.Key, $"Unknown member '{member.Key}': {operation} takes none."))];
        }

        var walk = new ShapeWalk();
        walk.Structure(found.Input, input, "");
        return walk.Problems;
    }
}
