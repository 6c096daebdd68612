using Mlops.Infra.Configuration;
using Mlops.Infra.Tests;

[assembly: AssemblyFixture(typeof(SynthFixture))]

namespace Mlops.Infra.Tests;

/// <summary>One synthesis for all tests: jsii has one thread and takes seconds to start.</summary>
public sealed class SynthFixture : IDisposable
{
    public const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly AccountSettings Guards = new() { Network = new NetworkSettings(), Trail = true };

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlops-infra-");

    public SynthFixture()
    {
        Config = Load("Pipelines");
        Output = Synthesize(Config, "cdk.out");
        LocalOutput = Synthesize(Config with { Images = Config.Images with { Local = new HashSet<string> { PipelineNames.Repository } } }, "local.out");
        Arm = Template.Read(Path.Combine(
            Synthesize(Config with { Functions = Config.Functions with { Architecture = FunctionArchitecture.Arm } }, "arm.out"), "Mlops-ridership.template.json"));
        Foundation = Template.Read(Path.Combine(Output, "MlopsFoundation.template.json"));
        Pipeline = Template.Read(Path.Combine(Output, "Mlops-ridership.template.json"));
        var guarded = Synthesize(Config with { Account = Guards }, "guarded.out");
        GuardedFoundation = Template.Read(Path.Combine(guarded, "MlopsFoundation.template.json"));
        GuardedPipeline = Template.Read(Path.Combine(guarded, "Mlops-ridership.template.json"));
        var variants = Synthesize(Load("Variants"), "variants.out");
        VariantsFoundation = Template.Read(Path.Combine(variants, "MlopsFoundation.template.json"));
        Unwatched = Template.Read(Path.Combine(variants, "Mlops-unwatched.template.json"));
        Undisturbed = Template.Read(Path.Combine(variants, "Mlops-undisturbed.template.json"));
        Churn = Template.Read(Path.Combine(variants, "Mlops-churn.template.json"));
        Environments = new EnvironmentSynthesis(Config, Guards, Synthesize);
    }

    public string Output { get; }

    /// <summary>The same with an image that is a folder on this machine.</summary>
    public string LocalOutput { get; }

    public AppConfig Config { get; }

    /// <summary>The pipeline's template with functions for arm64.</summary>
    public Template Arm { get; }

    public Template Foundation { get; }

    public Template Pipeline { get; }

    /// <summary>With a VPC that the app makes, and a trail.</summary>
    public Template GuardedFoundation { get; }

    public Template GuardedPipeline { get; }

    public IEnumerable<Template> Guarded => [GuardedFoundation, GuardedPipeline];

    public IEnumerable<StateMachine> GuardedMachines => new[] { "retrain", "deploy", "monitor" }.Select(machine => GuardedPipeline.Machine($"mlops-ridership-{machine}"));

    /// <summary>The foundation of both variants.</summary>
    public Template VariantsFoundation { get; }

    /// <summary>A pipeline without a monitor.</summary>
    public Template Unwatched { get; }

    /// <summary>A pipeline that neither uploads nor drift start, judged by r2, which does not learn from truth.</summary>
    public Template Undisturbed { get; }

    /// <summary>A binary classification.</summary>
    public Template Churn { get; }

    /// <summary>The same for each environment of a chain.</summary>
    public EnvironmentSynthesis Environments { get; }

    public IEnumerable<Template> Templates => [Foundation, Pipeline];

    /// <summary>Those of every account that there can be.</summary>
    public IEnumerable<Template> Everything => [.. Templates, .. Guarded, .. Environments.Templates];

    public StateMachine Retrain => Pipeline.Machine("mlops-ridership-retrain");

    public StateMachine Deploy => Pipeline.Machine("mlops-ridership-deploy");

    public StateMachine Monitor => Pipeline.Machine("mlops-ridership-monitor");

    public IReadOnlyList<StateMachine> Machines => [Retrain, Deploy, Monitor];

    public void Dispose() => _folder.Delete(recursive: true);

    private AppConfig Load(string pipelines)
    {
        var functions = Directory.CreateDirectory(Path.Combine(_folder.FullName, "functions"));
        File.WriteAllText(Path.Combine(functions.FullName, "bootstrap"), "#!/bin/sh\n");
        File.WriteAllText(Path.Combine(functions.FullName, FunctionsPackage.Roots), "roots\n");
        var settings = new AppSettings
        {
            Root = _folder.FullName,
            Functions = functions.FullName,
            ImageDigest = Digest,
            Pipelines = Path.Combine(AppContext.BaseDirectory, pipelines),
        };
        return AppConfigLoader.Load(settings) switch
        {
            AppConfigResult.Loaded loaded => loaded.Config,
            AppConfigResult.Refused refused => throw new InvalidOperationException(string.Join('\n', refused.Problems)),
            var other => throw new InvalidOperationException($"{other}"),
        };
    }

    private string Synthesize(AppConfig config, string folder)
    {
        var output = Path.Combine(_folder.FullName, folder);
        var app = MlopsApp.Create(output);
        MlopsApp.AddStacks(app, config);
        app.Synth();
        return output;
    }
}
