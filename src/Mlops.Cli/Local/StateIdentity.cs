using System.Text.Json;

namespace Mlops.Cli.Local;

/// <summary>Which account in which region a state folder holds; ARNs all over the state name both, so that neither can change.</summary>
internal sealed record StateIdentity(string Account, string Region)
{
    private const string FileName = "identity.json";

    /// <summary>The identity for <paramref name="folder"/>: what it has, else what is asked for, else the default.</summary>
    /// <exception cref="CliException">It has another one than is asked for.</exception>
    public static StateIdentity For(string folder, string? account, string? region)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return new StateIdentity(account ?? LocalOptions.DefaultAccount, region ?? LocalOptions.DefaultRegion);
        }

        var kept = Read(path);
        return (account ?? kept.Account) == kept.Account && (region ?? kept.Region) == kept.Region
            ? kept
            : throw new CliException(
                $"The LocalCloud's state is account {kept.Account} in {kept.Region}. Leave --account and --region out to go on with it, or erase it first with 'mlops down --erase'.");
    }

    public void Save(string folder) => File.WriteAllText(Path.Combine(folder, FileName), JsonSerializer.Serialize(this));

    private static StateIdentity Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<StateIdentity>(File.ReadAllText(path)) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new CliException($"{path} is damaged; erase the LocalCloud's state with 'mlops down --erase'.");
        }
    }
}
