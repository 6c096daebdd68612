using Amazon.CDK;
using Amazon.CDK.AWS.StepFunctions;
using Mlops.Infra.Configuration;

namespace Mlops.Infra.Workflows;

/// <summary>The states that tell of a deployed model on the product's bus. It serves whatever becomes of them: what the bus does not take is kept in a queue, and <c>mlops replay</c> sends it again.</summary>
internal sealed class DeployAnnouncement(StateFactory states, WorkflowProps props, Announcement announcement)
{
    private const string KeptError = "$.announcementError";

    public Chain Before(Chain deployed)
    {
        var untold = states.Task("KeepAnnouncement", new TaskSpec
        {
            Kind = TaskKind.Queue,
            Resource = "arn:aws:states:::sqs:sendMessage",
            Parameters = new Dictionary<string, object>
            {
                ["QueueUrl"] = announcement.Undelivered.QueueUrl,
                ["MessageBody"] = new Dictionary<string, object>
                {
                    ["source"] = PipelineNames.Source,
                    ["detail-type"] = PipelineNames.Deployed,
                    ["time.$"] = "$$.State.EnteredTime",
                    ["detail"] = Detail(),
                },
            },
            ResultPath = "$.kept",
            Timeout = Duration.Minutes(1),
        }, states.FailAs("NotAnnounced", $"{KeptError}.Error", $"{KeptError}.Cause"), KeptError).Next(deployed);
        return states.Task("Announce", new TaskSpec
        {
            Kind = TaskKind.Events,
            Resource = "arn:aws:states:::events:putEvents",
            Parameters = new Dictionary<string, object>
            {
                ["Entries"] = new object[]
                {
                    new Dictionary<string, object>
                    {
                        ["EventBusName"] = PipelineNames.Bus,
                        ["Source"] = PipelineNames.Source,
                        ["DetailType"] = PipelineNames.Deployed,
                        ["Detail"] = Detail(),
                    },
                },
            },
            ResultPath = "$.announced",
            Timeout = Duration.Minutes(1),
        }, untold, KeptError).Next(deployed);
    }

    private Dictionary<string, object> Detail() => new()
    {
        ["version"] = 1,
        ["environment"] = announcement.Environment,
        ["pipeline"] = props.Pipeline.Definition.Name,
        ["run.$"] = "$.run",
        ["model.$"] = "$.model",
        ["package.$"] = "$.package",
        ["modelData.$"] = "$.modelData",
        ["image.$"] = "$.image",
        ["endpoint"] = props.Pipeline.Names.Endpoint,
        ["config.$"] = Serving.Name,
        ["evaluation.$"] = $"States.Format('{props.Store.Uri(props.Store.RunsPrefix)}{{}}/evaluate/evaluation.json', $.run)",
    };
}
