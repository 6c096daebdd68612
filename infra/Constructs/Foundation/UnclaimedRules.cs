using Amazon.CDK.AWS.Events;
using Amazon.CDK.AWS.SQS;
using Constructs;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Constructs;

/// <summary>Keeps and tells what names no pipeline of this app: it would match no rule, and nobody would know.</summary>
public sealed class UnclaimedRules(Construct scope, EventBus bus, SharedTargets targets)
{
    public IQueue Queue { get; } = targets.CreateQueue("UnclaimedRequests");

    /// <summary>Where nothing is trained, every request for a run is unclaimed.</summary>
    public void Add(IReadOnlyList<PipelineNames> pipelines, EnvironmentPlan? environment)
    {
        string[] names = [.. pipelines.Select(pipeline => pipeline.Pipeline)];
        Add("Unclaimed", "Requests for a run that name no pipeline of this app are kept, and told to the notifications topic", new EventPattern
        {
            DetailType = ["mlops.retrain.requested"],
            Detail = environment is { IsServing: true } ? null : NamesNone(names),
        });
        if (environment?.Source is { } source)
        {
            Add("UnclaimedPromotions", "Promoted models of no pipeline of this app are kept, and told to the notifications topic", new EventPattern
            {
                DetailType = [PipelineNames.Deployed],
                Account = [source.Account],
                Detail = NamesNone(names),
            });
        }
    }

    private static Dictionary<string, object> NamesNone(string[] pipelines) => new()
    {
        ["$or"] = new object[]
        {
            new Dictionary<string, object> { ["pipeline"] = new object[] { new Dictionary<string, object> { ["anything-but"] = pipelines } } },
            new Dictionary<string, object> { ["pipeline"] = new object[] { new Dictionary<string, object> { ["exists"] = false } } },
        },
    };

    private void Add(string id, string description, EventPattern pattern) => _ = new Rule(scope, id, new RuleProps
    {
        Description = description,
        EventBus = bus,
        EventPattern = pattern,
        Targets = [targets.Keep(Queue, $"{id}Failures"), targets.Tell($"{id}Untold")],
    });
}
