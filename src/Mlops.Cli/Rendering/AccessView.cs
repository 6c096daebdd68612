using Mlops.Cli.Access;
using Spectre.Console;

namespace Mlops.Cli.Rendering;

/// <summary>What roles were granted and never used.</summary>
internal static class AccessView
{
    public static void Show(IAnsiConsole console, IReadOnlyList<GrantedAction> granted)
    {
        var unused = granted.Where(action => action.Use == ActionUse.Never).ToList();
        if (unused.Count > 0)
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns("role", "action", "resource");
            foreach (var action in unused)
            {
                table.AddRow(Markup.Escape(action.Role), Markup.Escape(action.Action), Markup.Escape(string.Join('\n', action.Resources)));
            }

            console.Write(table);
        }

        var untracked = granted.Count(action => action.Use == ActionUse.Untracked);
        var rest = untracked == 0 ? "" : $" Of {untracked} more IAM keeps no track.";
        console.WriteLine($"{unused.Count} of {granted.Count} granted actions of {granted.Select(action => action.Role).Distinct().Count()} roles were never used.{rest}");
    }
}
