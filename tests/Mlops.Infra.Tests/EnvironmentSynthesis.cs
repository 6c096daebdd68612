using Mlops.Infra.Configuration;

namespace Mlops.Infra.Tests;

/// <summary>The app synthesized for each environment of a chain of three: dev trains, staging serves by itself, prod when somebody approves.</summary>
public sealed class EnvironmentSynthesis
{
    public const string Dev = "111111111111", Staging = "333333333333", Prod = "222222222222";

    private static readonly EnvironmentConfig[] Chain =
    [
        new("dev", Dev, "eu-west-1") { PromotesTo = "staging", IsManual = true },
        new("staging", Staging, "eu-west-1") { PromotesTo = "prod" },
        new("prod", Prod, "eu-west-1") { IsManual = true },
    ];

    private readonly Dictionary<string, string> _outputs;

    public EnvironmentSynthesis(AppConfig config, AccountSettings guards, Func<AppConfig, string, string> synthesize)
    {
        _outputs = Chain.ToDictionary(each => each.Name, each => synthesize(config with { Environment = new EnvironmentPlan(Chain, each) }, $"{each.Name}.out"));
        Guarded = synthesize(config with { Account = guards, Environment = new EnvironmentPlan(Chain, Chain[^1]) }, "prod.guarded.out");
    }

    /// <summary>Prod with everything that an account can ask for.</summary>
    public string Guarded { get; }

    public IEnumerable<string> Outputs => [.. _outputs.Values, Guarded];

    public IEnumerable<Template> Templates => Outputs.SelectMany(output => Directory.GetFiles(output, "*.template.json")).Select(Template.Read);

    public static IEnumerable<string> Names => Chain.Select(each => each.Name);

    public string Output(string environment) => _outputs[environment];

    public Template Foundation(string environment) => Template.Read(Path.Combine(Output(environment), "MlopsFoundation.template.json"));

    public Template Pipeline(string environment) => Template.Read(Path.Combine(Output(environment), "Mlops-ridership.template.json"));
}
