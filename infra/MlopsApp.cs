using Amazon.CDK;
using Mlops.Infra.Configuration;
using Mlops.Infra.Stacks;

namespace Mlops.Infra;

/// <summary>The CDK app: the foundation and one stack per pipeline, for whatever account and region they are deployed to.</summary>
public static class MlopsApp
{
    /// <summary>Context of every synthesis, whoever starts it, so that the templates are the same under the CDK command line and without.</summary>
    private static readonly Dictionary<string, object> Flags = new()
    {
        ["aws:cdk:enable-path-metadata"] = false,
        ["aws:cdk:enable-asset-metadata"] = false,
        ["aws:cdk:disable-stack-trace"] = true,
        ["@aws-cdk/aws-iam:minimizePolicies"] = true,
        ["@aws-cdk/core:checkSecretUsage"] = true,
        ["@aws-cdk/core:target-partitions"] = new[] { "aws" },
    };

    /// <summary>An app that writes to <paramref name="output"/>; null leaves the choice to the CDK command line.</summary>
    public static App Create(string? output) => new(new AppProps
    {
        Outdir = output,
        AnalyticsReporting = false,
        TreeMetadata = false,
        PostCliContext = Flags,
    });

    public static void AddStacks(App app, AppConfig config)
    {
        var foundation = new FoundationStack(
            app,
            "MlopsFoundation",
            StackProps(config, "What all MLOps pipelines share: buckets, bus, image repository, model registry", "shared"),
            config);
        foreach (var pipeline in config.Pipelines)
        {
            var id = $"Mlops-{pipeline.Definition.Name}";
            var props = new PipelineStackProps
            {
                Stack = StackProps(config, $"The MLOps pipeline {pipeline.Definition.Name}", pipeline.Definition.Name),
                Config = config,
                Pipeline = pipeline,
                Lake = foundation.Lake,
                Bus = foundation.Bus,
                Notifications = foundation.Notifications,
                Network = foundation.Network,
                Undelivered = foundation.Undelivered,
            };
            _ = config.Environment is { IsServing: true } ? (DeployingStack)new ServingStack(app, id, props) : new PipelineStack(app, id, props);
        }
    }

    // Tags of the stack, not of each template resource: CloudFormation puts them on everything that can carry one.
    private static StackProps StackProps(AppConfig config, string description, string pipeline) => new()
    {
        Description = description,
        AnalyticsReporting = false,
        Env = config.Environment is { Current: var current } ? new Amazon.CDK.Environment { Account = current.Account, Region = current.Region } : null,
        Tags = new Dictionary<string, string> { ["mlops:pipeline"] = pipeline },
        Synthesizer = new DefaultStackSynthesizer(new DefaultStackSynthesizerProps { GenerateBootstrapVersionRule = false }),
    };
}
