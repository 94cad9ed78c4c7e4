using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Iterable.Mutation.Rewriting;

/// <summary>The other texts that an expression can have.</summary>
internal static class Mutations
{
    private static readonly Dictionary<SyntaxKind, (string Kind, string Operator)> Operators = new()
    {
        [SyntaxKind.LessThanExpression] = ("boundary", "<="),
        [SyntaxKind.LessThanOrEqualExpression] = ("boundary", "<"),
        [SyntaxKind.GreaterThanExpression] = ("boundary", ">="),
        [SyntaxKind.GreaterThanOrEqualExpression] = ("boundary", ">"),
        [SyntaxKind.AddExpression] = ("arithmetic", "-"),
        [SyntaxKind.SubtractExpression] = ("arithmetic", "+"),
        [SyntaxKind.MultiplyExpression] = ("arithmetic", "/"),
        [SyntaxKind.DivideExpression] = ("arithmetic", "*"),
        [SyntaxKind.ModuloExpression] = ("arithmetic", "*"),
        [SyntaxKind.LogicalAndExpression] = ("and-or", "||"),
        [SyntaxKind.LogicalOrExpression] = ("and-or", "&&"),
    };

    private static readonly Dictionary<string, string> Calls = new() { ["Min"] = "Max", ["Max"] = "Min", ["Any"] = "All", ["All"] = "Any" };

    /// <summary>The kind and the text of each change of an expression that stands for itself: nothing in it declares a variable.</summary>
    public static IEnumerable<(string Kind, string Text)> Of(ExpressionSyntax expression, SemanticModel model)
    {
        if (IsLeafOfCondition(expression, model))
            yield return ("negate", $"!({expression})");

        switch (expression)
        {
            case BinaryExpressionSyntax binary when binary.IsKind(SyntaxKind.CoalesceExpression):
                // (a)! would be read as a cast.
                yield return ("left", binary.Left is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax ? $"{binary.Left}!" : $"({binary.Left})!");
                yield return ("right", binary.Right is ThrowExpressionSyntax ? $"{binary.Right}" : $"({binary.Right})");
                break;
            case BinaryExpressionSyntax binary when Operators.TryGetValue(binary.Kind(), out var other) && model.GetTypeInfo(binary).Type?.SpecialType != SpecialType.System_String:
                yield return (other.Kind, $"({binary.Left}) {other.Operator} ({binary.Right})");
                break;
            case IsPatternExpressionSyntax matched:
                foreach (var bound in matched.Pattern.DescendantNodesAndSelf().OfType<RelationalPatternSyntax>())
                    yield return ("boundary", WithOtherBoundary(matched, bound));
                break;
            case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.NumericLiteralExpression):
                yield return ("constant", $"({literal} + 1)");
                break;
            case LiteralExpressionSyntax literal when literal.Kind() is SyntaxKind.TrueLiteralExpression or SyntaxKind.FalseLiteralExpression && literal.Parent is not (WhileStatementSyntax or DoStatementSyntax) && !IsLeafOfCondition(literal, model):
                yield return ("constant", literal.IsKind(SyntaxKind.TrueLiteralExpression) ? "false" : "true");
                break;
            case InvocationExpressionSyntax { Parent: not ExpressionStatementSyntax, Expression: MemberAccessExpressionSyntax called, ArgumentList.Arguments.Count: > 0 } call when Calls.TryGetValue(called.Name.ToString(), out var other):
                yield return ("other-call", $"{called.Expression}.{other}{call.ArgumentList}");
                break;
        }
    }

    /// <summary>Whether an expression decides a branch or is a boolean that is returned, by itself or as an operand of <c>&amp;&amp;</c> and <c>||</c>.</summary>
    public static bool IsLeafOfCondition(ExpressionSyntax expression, SemanticModel model)
    {
        if (expression.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.LogicalNotExpression or SyntaxKind.ParenthesizedExpression)
            return false;

        SyntaxNode outer = expression;
        while (outer.Parent?.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression or SyntaxKind.LogicalNotExpression or SyntaxKind.ParenthesizedExpression)
            outer = outer.Parent;
        var isBranch = outer.Parent switch
        {
            // while (true): another value changes what the compiler takes for reachable.
            WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or IfStatementSyntax when expression is LiteralExpressionSyntax => false,
            IfStatementSyntax { Condition: var condition } => condition == outer,
            WhileStatementSyntax { Condition: var condition } => condition == outer,
            DoStatementSyntax { Condition: var condition } => condition == outer,
            ForStatementSyntax { Condition: var condition } => condition == outer,
            ConditionalExpressionSyntax { Condition: var condition } => condition == outer,
            WhenClauseSyntax or CatchFilterClauseSyntax => true,
            ReturnStatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax => model.GetTypeInfo(outer).ConvertedType?.SpecialType == SpecialType.System_Boolean,
            BinaryExpressionSyntax => false,
            _ => outer != expression && outer is not ParenthesizedExpressionSyntax,
        };

        // Of a comparison among others, the boundary says more than its opposite.
        return isBranch && (outer == expression || expression.Kind() is not (SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression));
    }

    private static string WithOtherBoundary(IsPatternExpressionSyntax matched, RelationalPatternSyntax bound)
    {
        var other = bound.OperatorToken.Kind() switch
        {
            SyntaxKind.LessThanToken => SyntaxKind.LessThanEqualsToken,
            SyntaxKind.LessThanEqualsToken => SyntaxKind.LessThanToken,
            SyntaxKind.GreaterThanToken => SyntaxKind.GreaterThanEqualsToken,
            _ => SyntaxKind.GreaterThanToken,
        };
        return matched.ReplaceNode(bound, bound.WithOperatorToken(SyntaxFactory.Token(other).WithTriviaFrom(bound.OperatorToken))).ToString();
    }
}
