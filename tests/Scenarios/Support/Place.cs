using LocalCloud.Faults;

namespace Scenarios.Support;

/// <summary>A Task state, and how to find its call among all: what goes wrong there is a fault's effect.</summary>
internal sealed record Place(string State, FaultRule Call, Place.Kind What)
{
    /// <summary>What the Task calls, which decides how its errors are called.</summary>
    internal enum Kind
    {
        Function,
        Service,
    }

    /// <summary>Goes wrong once, in a way that another try may mend.</summary>
    public FaultRule Passing() => Call with
    {
        Times = 1,
        Effect = What == Kind.Function ? new FaultEffect.FunctionError("AmazonS3Exception", "Please reduce your request rate.") : new FaultEffect.Unreachable(),
    };

    /// <summary>Goes wrong at every try: a function in a way that is final, a service beyond all retries.</summary>
    public FaultRule Lasting() => Call with
    {
        Effect = What == Kind.Function ? new FaultEffect.FunctionError("InvalidPayloadException", "A fault of the test.") : new FaultEffect.Unreachable(),
    };

    /// <summary>A state that calls a function; <paramref name="part"/> is a part of its name or of its payload.</summary>
    public static Place Function(string state, string part) => new(
        state, new FaultRule { Service = "lambda", Operation = "Invoke", Caller = "MachineRole", Resource = part, Effect = new FaultEffect.Unreachable() }, Kind.Function);

    /// <summary>A state that calls a service itself.</summary>
    public static Place Service(string state, string service, string operation, string? part = null) => new(
        state, new FaultRule { Service = service, Operation = operation, Caller = "MachineRole", Resource = part, Effect = new FaultEffect.Unreachable() }, Kind.Service);

    public override string ToString() => State;
}
