using Mlops.Infra.Configuration;
using Mlops.Infra.Tests;

[assembly: AssemblyFixture(typeof(SynthFixture))]

namespace Mlops.Infra.Tests;

/// <summary>One synthesis for all tests: jsii has one thread and takes seconds to start.</summary>
public sealed class SynthFixture : IDisposable
{
    public const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mlops-infra-");

    public SynthFixture()
    {
        var functions = Directory.CreateDirectory(Path.Combine(_folder.FullName, "functions"));
        File.WriteAllText(Path.Combine(functions.FullName, "bootstrap"), "#!/bin/sh\n");
        var settings = new AppSettings
        {
            Root = _folder.FullName,
            Functions = functions.FullName,
            ImageDigest = Digest,
            Pipelines = Path.Combine(AppContext.BaseDirectory, "Pipelines"),
        };
        var config = AppConfigLoader.Load(settings) switch
        {
            AppConfigResult.Loaded loaded => loaded.Config,
            AppConfigResult.Refused refused => throw new InvalidOperationException(string.Join('\n', refused.Problems)),
            var other => throw new InvalidOperationException($"{other}"),
        };
        Output = Path.Combine(_folder.FullName, "cdk.out");
        Synthesize(config, Output);
        LocalOutput = Path.Combine(_folder.FullName, "local.out");
        Synthesize(config with { Images = config.Images with { Local = new HashSet<string> { PipelineNames.Repository } } }, LocalOutput);
        Config = config;
        Foundation = Template.Read(Path.Combine(Output, "MlopsFoundation.template.json"));
        Pipeline = Template.Read(Path.Combine(Output, "Mlops-ridership.template.json"));
    }

    public string Output { get; }

    /// <summary>The same with an image that is a folder on this machine.</summary>
    public string LocalOutput { get; }

    public AppConfig Config { get; }

    public Template Foundation { get; }

    public Template Pipeline { get; }

    public IEnumerable<Template> Templates => [Foundation, Pipeline];

    public StateMachine Retrain => Pipeline.Machine("mlops-ridership-retrain");

    public StateMachine Deploy => Pipeline.Machine("mlops-ridership-deploy");

    private static void Synthesize(AppConfig config, string output)
    {
        var app = MlopsApp.Create(output);
        MlopsApp.AddStacks(app, config);
        app.Synth();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
