using System.Text.Json.Nodes;
using LocalCloud.Processes;

namespace LocalCloud.SageMaker.Jobs;

/// <summary>The files of <c>/opt/ml/input/config</c> that a training container reads.</summary>
internal static class TrainingConfig
{
    private const string Host = "algo-1";

    public static void Write(JsonObject job, JobFolder folder)
    {
        folder.WriteConfig("input/config/hyperparameters.json", job.Child("HyperParameters") ?? []);
        folder.WriteConfig("input/config/inputdataconfig.json", Channels(job));
        folder.WriteConfig("input/config/resourceconfig.json", Resources(job.Child("ResourceConfig")!));
    }

    private static JsonObject Channels(JsonObject job)
    {
        var channels = new JsonObject();
        foreach (var channel in job.Children("InputDataConfig"))
        {
            var config = channel.Pick("ContentType");
            config["TrainingInputMode"] = "File";
            config["S3DistributionType"] = "FullyReplicated";
            config["RecordWrapperType"] = "None";
            channels[channel.Text("ChannelName")] = config;
        }

        return channels;
    }

    private static JsonObject Resources(JsonObject resources) => new()
    {
        ["current_host"] = Host,
        ["current_instance_type"] = resources.TextOrNull("InstanceType"),
        ["current_group_name"] = "homogeneousCluster",
        ["hosts"] = new JsonArray(Host),
        ["instance_groups"] = new JsonArray(new JsonObject
        {
            ["instance_group_name"] = "homogeneousCluster",
            ["instance_type"] = resources.TextOrNull("InstanceType"),
            ["hosts"] = new JsonArray(Host),
        }),
        ["network_interface_name"] = "lo",
    };
}
