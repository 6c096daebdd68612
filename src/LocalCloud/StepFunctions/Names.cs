using System.Buffers;

namespace LocalCloud.StepFunctions;

/// <summary>AWS's rule for the names of machines and executions: 1 to 80 characters, none of them special or a control character.</summary>
internal static class Names
{
    private const int MaxLength = 80;

    private static readonly SearchValues<char> Forbidden = SearchValues.Create(" <>{}[]?*\"#%\\^|~`$&,;:/");

    public static void Require(string name)
    {
        if (name.Length is 0 or > MaxLength || name.AsSpan().ContainsAny(Forbidden) || name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            throw StatesErrors.InvalidName(name);
        }
    }
}
