using Mlops.Infra;
using Mlops.Infra.Configuration;

const int refused = 2;

var options = CommandLine.Read(args);
if (options.Problem is { } problem)
{
    Console.Error.WriteLine(problem);
    return refused;
}

var root = RepositoryRoot.Find(Directory.GetCurrentDirectory());
if (root is null)
{
    Console.Error.WriteLine($"{Directory.GetCurrentDirectory()}: no cdk.json here or above; run this inside the repository");
    return refused;
}

if (options.ListsEnvironments)
{
    var wanted = new AppSettings { Root = root, Environments = options.Context.GetValueOrDefault("environments") };
    return EnvironmentListing.Write(wanted, Console.Out, Console.Error) ? 0 : refused;
}

// The CDK command line names its own folder in CDK_OUTDIR, which the app obeys when it is given none.
#pragma warning disable RS0030 // Program.cs is the place that reads the environment
var underCdk = Environment.GetEnvironmentVariable("CDK_OUTDIR") is { Length: > 0 };
#pragma warning restore RS0030

// jsii would print a red banner about Node 20, which runs it well; its own switch takes the major version.
Environment.SetEnvironmentVariable("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20");
var app = MlopsApp.Create(options.Output ?? (underCdk ? null : Path.Combine(root, "cdk.out")));

switch (AppConfigLoader.Load(new AppSettings
{
    Root = root,
    Functions = Setting("functions"),
    FunctionArchitecture = Setting("functionArchitecture"),
    Images = Setting("images"),
    ImageDigest = Setting("imageDigest"),
    Pipelines = Setting("pipelines"),
    Environments = Setting("environments"),
    Environment = Setting("environment"),
    Account = Setting("account"),
}))
{
    case AppConfigResult.Loaded loaded:
        MlopsApp.AddStacks(app, loaded.Config);
        app.Synth();
        return 0;
    case AppConfigResult.Refused bad:
        foreach (var found in bad.Problems)
        {
            Console.Error.WriteLine(found);
        }

        return refused;
    default:
        throw new InvalidOperationException("A configuration is either loaded or refused.");
}

string? Setting(string name) => options.Context.GetValueOrDefault(name) ?? app.Node.TryGetContext(name) as string;
