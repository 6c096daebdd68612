using System.Text.Json.Serialization;
using Mlops.Domain.Json;

namespace Mlops.Domain.Deployment;

/// <summary>What to do with the endpoint.</summary>
[JsonConverter(typeof(CamelCaseEnum<DeployAction>))]
public enum DeployAction
{
    /// <summary>There is none.</summary>
    Create,

    /// <summary>It serves: shift it to the new configuration.</summary>
    Update,

    /// <summary>It can only be deleted: delete it, then create it.</summary>
    Recreate,

    /// <summary>It is changing: wait.</summary>
    Wait,
}

/// <summary>Chooses the action from SageMaker's <c>EndpointStatus</c>.</summary>
public static class DeployActions
{
    /// <param name="endpointStatus">Null when the endpoint does not exist.</param>
    public static DeployAction Decide(string? endpointStatus) => endpointStatus switch
    {
        null => DeployAction.Create,
        // A fleet left mixed by a failed roll-back still serves, and a new update is what mends it.
        "InService" or "UpdateRollbackFailed" => DeployAction.Update,
        "Failed" or "OutOfService" => DeployAction.Recreate,
        _ => DeployAction.Wait,
    };
}
