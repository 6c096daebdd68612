using LocalCloud.Api;
using LocalCloud.CloudFormation;

namespace LocalCloud.Hosting;

/// <summary>The stack <c>CDKToolkit</c> that <c>cdk bootstrap</c> makes in an account: every cloud has it from its start.</summary>
internal static class BootstrapStack
{
    public const string Name = "CDKToolkit";

    public static async Task EnsureAsync(StackDeployer deployer, CloudIdentity cloud)
    {
        using var resource = new StreamReader(typeof(BootstrapStack).Assembly.GetManifestResourceStream("bootstrap.template.json")!);
        var file = Path.Combine(cloud.StateFolder, "bootstrap.template.json");
        await File.WriteAllTextAsync(file, await resource.ReadToEndAsync());
        var stack = new AssemblyStack { Name = Name, TemplateFile = file, DependsOn = [], Assets = [] };
        await deployer.DeployAsync(new CloudAssembly([stack]), new Progress<ResourceEvent>(), CancellationToken.None);
    }
}
