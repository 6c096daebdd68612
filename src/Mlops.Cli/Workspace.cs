namespace Mlops.Cli;

/// <summary>Where things are in a checkout of the product.</summary>
public sealed class Workspace(string root)
{
    public string Root { get; } = root;

    public string CloudAssembly => Path.Combine(Root, "cdk.out");

    /// <summary>The app for one environment of environments.json.</summary>
    public string EnvironmentAssembly(string name) => Path.Combine(Root, "artifacts", "environments", name);

    public string Pipelines => Path.Combine(Root, "pipelines");

    /// <exception cref="CliException">There is no such folder.</exception>
    public string ExistingPipelines() => Directory.Exists(Pipelines)
        ? Pipelines
        : throw new CliException($"There is no folder {Pipelines}: MLOPS_ROOT, or this folder, is no checkout of the product.");

    public string Samples => Path.Combine(Root, "samples");

    public string Images => Path.Combine(Root, "artifacts", "images.json");

    /// <summary>The state of <c>mlops up</c>; private instances of the demo and the tests have folders of their own.</summary>
    public string LocalState => Path.Combine(Root, ".mlops", "local");

    /// <summary>The folder with <c>Serverless.sln</c> at or above <paramref name="start"/>.</summary>
    public static Workspace Find(string? given, string start)
    {
        if (given is not null)
        {
            return new Workspace(Path.GetFullPath(given));
        }

        for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
            {
                return new Workspace(folder.FullName);
            }
        }

        throw new CliException("This is no checkout of the product: no Serverless.sln in this folder or above. Run mlops from a checkout, or set MLOPS_ROOT.");
    }
}
