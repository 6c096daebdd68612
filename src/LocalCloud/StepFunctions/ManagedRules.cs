using LocalCloud.Api;
using LocalCloud.StatesLanguage.Definition;

namespace LocalCloud.StepFunctions;

/// <summary>
/// AWS follows <c>.sync</c> work by managed EventBridge rules that it makes as the machine's role when the machine is created
/// or updated; a role that may not is refused then.
/// </summary>
internal sealed class ManagedRules(CloudIdentity identity, IAuthorizer authorizer)
{
    private static readonly Dictionary<string, string> Rules = new()
    {
        ["sagemaker:createTrainingJob"] = "StepFunctionsGetEventsForSageMakerTrainingJobsRule",
        ["sagemaker:createProcessingJob"] = "StepFunctionsGetEventsForSageMakerProcessingJobsRule",
        ["states:startExecution"] = "StepFunctionsGetEventsForStepFunctionsExecutionRule",
    };

    public void Demand(StateMachineDefinition definition, string roleArn)
    {
        foreach (var rule in Needed(definition.Graph).Distinct())
        {
            Demand(rule, roleArn);
        }
    }

    private void Demand(string rule, string roleArn)
    {
        var role = MachineRole.Of(roleArn, "StepFunctions");
        var arn = identity.Arn("events", $"rule/{rule}");
        try
        {
            foreach (var action in new[] { "events:PutRule", "events:PutTargets", "events:DescribeRule" })
            {
                authorizer.Demand(role, new AccessRequest(action, arn));
            }
        }
        catch (AwsException)
        {
            throw new AwsException("AccessDeniedException", 400, $"'{roleArn}' is not authorized to create managed-rule.");
        }
    }

    private static IEnumerable<string> Needed(StateGraph graph) => graph.States.Values.SelectMany(state => state switch
    {
        TaskState { Resource: TaskResource.Integration integration } when integration.Pattern.StartsWith(".sync", StringComparison.Ordinal) =>
            Rules.TryGetValue($"{integration.ResourceType}:{integration.Action}", out var rule) ? [rule] : [],
        ParallelState parallel => parallel.Branches.SelectMany(Needed),
        MapState map => Needed(map.Processor),
        _ => [],
    });
}
