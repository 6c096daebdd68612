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
        var access = new StackAccess(_parts.Context.Identity, _parts.Stacks);
        var starter = new StackStarter(_parts, _runner);
        return new("cloudformation",
        [
            .. new ChangeSetOperations(_parts, starter, access).Operations(),
            .. new StackOperations(_parts, starter, access).Operations(),
            .. new StackQueries(_parts, access).Operations(),
            .. new TemplateOperations(_parts, access).Operations(),
        ]);
    }

    public void Start() => _runner.Resume();

    /// <summary>The stack when nothing is under way with it any more; <paramref name="follow"/> is told of every event until then.</summary>
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
            await _runner.Completion(stackId).WaitAsync(cancellationToken);
            return _parts.Stacks.Get(stackId);
        }
        finally
        {
            _parts.Events.Added -= Added;
        }
    }

    public ValueTask DisposeAsync() => _runner.DisposeAsync();
}
