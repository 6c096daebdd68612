namespace LocalCloud.Faults;

/// <summary>
/// Which calls go wrong and how. Of the calls that match, the first <see cref="Skip"/> pass, the next <see cref="Times"/> go
/// wrong, and the rest pass again.
/// </summary>
public sealed record FaultRule
{
    /// <summary>The operation that stands for an event's way from EventBridge to one target of one rule; its service is <c>events</c>.</summary>
    public const string Delivery = "Deliver";

    /// <summary>botocore's name, such as <c>sagemaker</c>.</summary>
    public required string Service { get; init; }

    /// <summary>The API model's name, such as <c>CreateProcessingJob</c>; null: every call of the service.</summary>
    public string? Operation { get; init; }

    /// <summary>A part of the caller's ARN, such as a role's name. Deliveries and asynchronous invocations have no caller.</summary>
    public string? Caller { get; init; }

    /// <summary>A part of any text in the input, such as a resource's name; for a delivery of the event, the rule's or the target's ARN.</summary>
    public string? Resource { get; init; }

    public int Skip { get; init; }

    /// <summary>Null: for ever.</summary>
    public int? Times { get; init; }

    public required FaultEffect Effect { get; init; }

    /// <summary>Why the rule could never do anything, or null.</summary>
    internal string? Problem() => Effect switch
    {
        FaultEffect.Drop or FaultEffect.Duplicate when (Service, Operation) != ("events", Delivery) =>
            $"{Effect.GetType().Name} is for deliveries: Service \"events\", Operation \"{Delivery}\".",
        FaultEffect.FunctionError when (Service, Operation) != ("lambda", "Invoke") =>
            "FunctionError is for functions: Service \"lambda\", Operation \"Invoke\".",
        FaultEffect.Answer when Operation is null => "An Answer is the output of one operation: name it.",
        // Over HTTP an answer of S3 is headers and a stream, which no document can stand for.
        FaultEffect.Answer when Service == "s3" => "S3 cannot be given an Answer; let its call fail.",
        FaultEffect.Answer or FaultEffect.Throw or FaultEffect.Unreachable when Operation == Delivery =>
            "A delivery fails by the call of its target: make that call fail, for example lambda's Invoke.",
        _ => null,
    };
}
