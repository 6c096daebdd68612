using System.Text.RegularExpressions;
using LocalCloud.Api;
using LocalCloud.CloudFormation.Stacks;

namespace LocalCloud.CloudFormation.Execution;

/// <summary>Begins what is to be done with a stack: one thing at a time, and one request's only once.</summary>
internal sealed partial class StackStarter(StackParts parts, StackRunner runner)
{
    private const int MostTokens = 20;

    /// <summary>A new operation, made by a caller; its token makes its repetition harmless.</summary>
    public StackOperation New(OperationKind kind, Principal caller, string? token) => new()
    {
        Id = parts.Context.NewId(),
        Kind = kind,
        ClientRequestToken = token,
        CallerRole = (caller as Principal.Role)?.RoleName,
        CallerSession = (caller as Principal.Role)?.SessionName,
    };

    /// <summary>A stack that does not exist yet, by its name.</summary>
    public StackRecord Add(string name, string? reason = null) => parts.Stacks.Exclusively(() =>
    {
        if (!NamePattern().IsMatch(name))
        {
            throw CloudFormationErrors.Validation($"1 validation error detected: Value '{name}' at 'stackName' failed to satisfy constraint: "
                + "Member must satisfy regular expression pattern: [a-zA-Z][-a-zA-Z0-9]*");
        }

        if (parts.Stacks.Find(name) is not null)
        {
            throw CloudFormationErrors.AlreadyExists($"Stack [{name}] already exists");
        }

        return parts.Stacks.Add(new StackRecord
        {
            Id = parts.Context.Identity.Arn("cloudformation", $"stack/{name}/{parts.Context.NewId()}"),
            Name = name,
            Status = StackStatus.ReviewInProgress,
            StatusReason = reason,
            CreationTime = parts.Context.Time.GetUtcNow(),
        });
    });

    /// <summary>
    /// Begins <paramref name="operation"/> unless the token says that it began before. <paramref name="begin"/> refuses by
    /// throwing, and answers the stack with its new status; what <paramref name="along"/> writes is written with that.
    /// </summary>
    public StackRecord Begin(StackRecord stack, string action, StackOperation operation, Func<StackRecord, StackRecord> begin, Action? along = null)
    {
        var begun = parts.Change(
            stack.Id,
            current => IsRepeated(current, action, operation.ClientRequestToken) ? current : begin(current) with
            {
                StatusReason = "User Initiated",
                LastUpdatedTime = operation.Kind == OperationKind.Update ? parts.Context.Time.GetUtcNow() : current.LastUpdatedTime,
                Operation = operation,
                Tokens = Remember(current.Tokens, operation.ClientRequestToken, action),
            },
            along);
        if (begun.Operation?.Id == operation.Id)
        {
            runner.Start(begun.Id, operation.Id);
        }

        return begun;
    }

    public static bool IsRepeated(StackRecord stack, string action, string? token)
    {
        if (token is null || !stack.Tokens.TryGetValue(token, out var known))
        {
            return false;
        }

        return known == action ? true : throw new AwsException(
            "TokenAlreadyExistsException", 400, $"A client request token already exists for a different operation: {token}");
    }

    [GeneratedRegex(@"\A[a-zA-Z][-a-zA-Z0-9]{0,127}\z")]
    private static partial Regex NamePattern();

    private static Dictionary<string, string> Remember(IReadOnlyDictionary<string, string> tokens, string? token, string action)
    {
        var remembered = tokens.TakeLast(MostTokens - 1).ToDictionary(known => known.Key, known => known.Value, StringComparer.Ordinal);
        if (token is not null)
        {
            remembered[token] = action;
        }

        return remembered;
    }
}
