using LocalCloud.Api;
using LocalCloud.CloudFormation;
using LocalCloud.Iam;
using LocalCloud.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LocalCloud.Hosting;

/// <summary>The accounts of a cloud that runs, each with its engines and its state: the first in the state folder itself, further ones in <c>accounts/&lt;id&gt;</c> of it.</summary>
internal sealed class AccountSet : IAsyncDisposable
{
    private readonly List<DocumentStore> _stores = [];
    private readonly Accounts _accounts;
    private bool _isStopped;

    public AccountSet(Uri endpoint, LocalCloudOptions options, ILoggerFactory loggers)
    {
        var first = Open(options.StateFolder);
        _accounts = new Accounts(new CredentialStore(first, options.Clock));
        Add(first, endpoint, options, loggers);
        foreach (var keys in options.FurtherAccounts)
        {
            var own = options with
            {
                StateFolder = Path.Combine(options.StateFolder, "accounts", keys.Account),
                Account = keys.Account,
                AccessKeyId = keys.AccessKeyId,
                SecretAccessKey = keys.SecretAccessKey,
                Random = new Random(options.Random.Next()),
            };
            Add(Open(own.StateFolder), endpoint, own, loggers);
        }
    }

    public IReadOnlyList<Engines> All => _accounts.All;

    public Engines First => All[0];

    public TimeSpan JobTime => All.Aggregate(TimeSpan.Zero, (total, account) => total + account.SageMaker.Meter.Total);

    public Task ServeAsync(HttpContext http) => _accounts.ServeAsync(http);

    /// <summary>The account that an app was synthesized for; the first when that is open.</summary>
    /// <exception cref="TemplateException">It is for several accounts, or for none of this cloud.</exception>
    public Engines For(CloudAssembly assembly) => assembly.Stacks.Select(stack => stack.Account).Distinct().ToList() switch
    {
        [] or [null] => First,
        [{ } one] when _accounts.Find(one) is { } engines => engines,
        var others => throw new TemplateException([new("cloud assembly", "", $"it is for {string.Join(" and ", others.Select(account => account ?? "any account"))}; "
            + $"this cloud deploys one account at a time, and plays {string.Join(", ", All.Select(account => account.Cloud.Account))}")]),
    };

    public async Task StartAsync()
    {
        foreach (var account in All)
        {
            await account.StartAsync();
        }
    }

    public async Task StopAsync()
    {
        foreach (var account in _isStopped ? [] : All)
        {
            await account.DisposeAsync();
        }

        _isStopped = true;
    }

    /// <summary>Stops what has not been, and closes the stores last: everybody writes to them.</summary>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stores.ForEach(store => store.Dispose());
    }

    private DocumentStore Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var store = new DocumentStore(Path.Combine(folder, "state.db"));
        _stores.Add(store);
        return store;
    }

    private void Add(DocumentStore store, Uri endpoint, LocalCloudOptions options, ILoggerFactory loggers)
    {
        var cloud = new CloudIdentity { Account = options.Account, Region = options.Region, StateFolder = options.StateFolder, Endpoint = endpoint };
        _accounts.Add(new Engines(cloud, store, options, loggers, _accounts));
    }
}
