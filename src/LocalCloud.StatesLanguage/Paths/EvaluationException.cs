using LocalCloud.StatesLanguage.Definition;

namespace LocalCloud.StatesLanguage.Paths;

/// <summary>
/// Why a path, template or function has no value. It never leaves the interpreter, which turns it into a
/// <see cref="StatesError"/> at the one place where a state's work begins.
/// </summary>
public sealed class EvaluationException(string error, string message) : Exception(message)
{
    public EvaluationException(string message)
        : this(StatesError.Runtime, message)
    {
    }

    public string Error { get; } = error;
}
