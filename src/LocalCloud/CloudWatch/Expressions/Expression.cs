namespace LocalCloud.CloudWatch.Expressions;

/// <summary>A metric math expression as a tree.</summary>
internal abstract record Expression
{
    public sealed record Number(double Value) : Expression;

    public sealed record Text(string Value) : Expression;

    /// <summary>The id of another query, or a keyword such as <c>REPEAT</c>.</summary>
    public sealed record Name(string Value) : Expression;

    public sealed record List(IReadOnlyList<Expression> Items) : Expression;

    public sealed record Negation(Expression Operand) : Expression;

    public sealed record Operation(string Operator, Expression Left, Expression Right) : Expression;

    public sealed record Call(string Function, IReadOnlyList<Expression> Arguments) : Expression;
}
