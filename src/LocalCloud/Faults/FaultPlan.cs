using System.Text.Json.Nodes;
using LocalCloud.Api;

namespace LocalCloud.Faults;

/// <summary>
/// The faults of one cloud, added and removed while it runs. Of several rules that match a call the first added that is due
/// decides. They live in memory: a restarted cloud has none.
/// </summary>
public sealed class FaultPlan(TimeProvider time) : IFaults
{
    private readonly Lock _gate = new();
    private Fault[] _faults = [];

    /// <exception cref="ArgumentException">The rule's effect does not exist where the rule applies.</exception>
    public Fault Add(FaultRule rule)
    {
        if (rule.Problem() is { } problem)
        {
            throw new ArgumentException(problem, nameof(rule));
        }

        var fault = new Fault(rule);
        lock (_gate)
        {
            _faults = [.. _faults, fault];
        }

        return fault;
    }

    /// <summary>False when it was not in force any more.</summary>
    public bool Remove(Fault fault)
    {
        lock (_gate)
        {
            var count = _faults.Length;
            _faults = [.. _faults.Where(one => one != fault)];
            return _faults.Length < count;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _faults = [];
        }
    }

    public async Task<JsonObject?> OnCallAsync(string service, string operation, JsonObject input, Principal principal, CancellationToken cancellationToken)
    {
        switch (Find(service, operation, principal, () => Texts(input), effect => effect is not FaultEffect.FunctionError))
        {
            case FaultEffect.Throw error:
                throw new AwsException(error.Code, error.Status, error.Message);
            case FaultEffect.Unreachable:
                throw AwsException.Unreachable(service);
            case FaultEffect.Answer answer:
                // A copy: the caller may change what it gets, and the next call is to get the same.
                return answer.Output.DeepClone().AsObject();
            case FaultEffect.Delay delay:
                await Task.Delay(delay.Span, time, cancellationToken);
                return null;
            default:
                return null;
        }
    }

    public string? OnInvocation(string functionArn, string payload, Principal? caller) =>
        Find("lambda", "Invoke", caller, () => [functionArn, payload], effect => effect is FaultEffect.FunctionError) is FaultEffect.FunctionError error
            ? Payload(error)
            : null;

    public DeliveryFault OnDelivery(string ruleArn, string targetArn, string anEvent) =>
        Find("events", FaultRule.Delivery, null, () => [ruleArn, targetArn, anEvent], _ => true) switch
        {
            FaultEffect.Drop => new(0, TimeSpan.Zero),
            FaultEffect.Duplicate => new(2, TimeSpan.Zero),
            FaultEffect.Delay delay => new(1, delay.Span),
            _ => DeliveryFault.None,
        };

    private FaultEffect? Find(string service, string operation, Principal? caller, Func<IEnumerable<string>> texts, Func<FaultEffect, bool> possible)
    {
        Fault[] faults;
        lock (_gate)
        {
            faults = _faults;
        }

        return faults.FirstOrDefault(fault => Matches(fault.Rule, service, operation, caller, texts) && possible(fault.Rule.Effect) && fault.Take())?.Rule.Effect;
    }

    private static bool Matches(FaultRule rule, string service, string operation, Principal? caller, Func<IEnumerable<string>> texts) =>
        rule.Service == service
        // A rule for every call of a service is about its API, of which a delivery is no part.
        && (rule.Operation ?? (operation == FaultRule.Delivery ? null : operation)) == operation
        && (rule.Caller is null || caller?.Arn.Contains(rule.Caller, StringComparison.Ordinal) == true)
        && (rule.Resource is null || texts().Any(text => text.Contains(rule.Resource, StringComparison.Ordinal)));

    private static string Payload(FaultEffect.FunctionError error) =>
        new JsonObject { ["errorType"] = error.ErrorType, ["errorMessage"] = error.ErrorMessage }.ToJsonString();

    private static IEnumerable<string> Texts(JsonNode? node) => node switch
    {
        JsonObject members => members.SelectMany(member => Texts(member.Value)),
        JsonArray items => items.SelectMany(Texts),
        null => [],
        _ => [node.ToString()],
    };
}
