using LocalCloud.Api;
using LocalCloud.CloudFormation.Execution;
using LocalCloud.CloudFormation.Operations;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation;

/// <summary>
/// CloudFormation as the service <c>cloudformation</c>: stacks are made, changed and deleted in the background, step by step,
/// and whatever is under way goes on when a cloud is started on the same state.
/// </summary>
public sealed class CloudFormationEngine : IAsyncDisposable
{
    private readonly StackParts _parts;
    private readonly StackRunner _runner;

    public CloudFormationEngine(CloudFormationContext context)
    {
        _parts = StackParts.Of(context);
        _runner = new StackRunner(_parts);
    }

    /// <summary>Every stack that is not deleted.</summary>
    public IReadOnlyList<StackRecord> Stacks => [.. _parts.Stacks.Live];

    public ApiService Service()
    {
        var access = new StackAccess(_parts);
        var starter = new StackStarter(_parts, _runner);
        return new("cloudformation",
        [
            .. new ChangeSetOperations(_parts, starter, access).Operations(),
            .. new StackOperations(_parts, starter, access).Operations(),
            .. new StackRecovery(_parts, starter, access).Operations(),
            .. new StackQueries(_parts, access).Operations(),
            .. new TemplateOperations(_parts, access).Operations(),
        ]);
    }

    public void Start() => _runner.Resume();

    /// <summary>A stack, by name or id, when nothing is under way with it.</summary>
    public async Task<StackRecord> SettledAsync(string nameOrId)
    {
        var id = (_parts.Stacks.Find(nameOrId) ?? throw CloudFormationErrors.NoStack(nameOrId)).Id;
        await _runner.Completion(id);
        return _parts.Stacks.Get(id);
    }

    /// <summary>
    /// Makes the call that begins something with a stack, and answers the stack when nothing is under way with it any more;
    /// <paramref name="follow"/> is told of every event until then.
    /// </summary>
    public async Task<StackRecord> FollowAsync(string stackId, Action<StackEvent> follow, Func<Task> begin, CancellationToken cancellationToken)
    {
        void Added(StackEvent told)
        {
            if (told.StackId == stackId)
            {
                follow(told);
            }
        }

        _parts.Events.Added += Added;
        try
        {
            await begin();
            return await SettledAsync(stackId).WaitAsync(cancellationToken);
        }
        finally
        {
            _parts.Events.Added -= Added;
        }
    }

    public ValueTask DisposeAsync() => _runner.DisposeAsync();
}
