using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Iterable.Mutation.Rewriting;

/// <summary>
/// Puts the mutants of a file into it: each is an alternative that its number chooses at run time. What does not compile is left out by a
/// second rewriting, which counts the same and skips those.
/// </summary>
internal sealed partial class MutantRewriter(SemanticModel model, string file, int firstNumber, IReadOnlySet<int> refused) : CSharpSyntaxRewriter
{
    /// <summary>Marks the code of a mutant with its number.</summary>
    public const string Annotation = "mutant";

    private int _next = firstNumber;

    public List<Mutant> Mutants { get; } = [];

    /// <summary>The number after the last one that was given, to a refused mutant too.</summary>
    public int NextNumber => _next;

    public override SyntaxNode? Visit(SyntaxNode? node)
    {
        // Constants that the compiler needs, and what has no value of its own.
        if (node is null or AttributeListSyntax or ParameterListSyntax or PatternSyntax or SwitchLabelSyntax or EnumDeclarationSyntax or InterpolationAlignmentClauseSyntax
            || node is FieldDeclarationSyntax field && field.Modifiers.Any(SyntaxKind.ConstKeyword) && !IsOwnNumber(field)
            || node is LocalDeclarationStatementSyntax { IsConst: true }
            || node is InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.Text: "nameof" } }
            || node is ArgumentListSyntax { Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ConfigureAwait" } } })
            return node;

        return node switch
        {
            FieldDeclarationSyntax constant when constant.Modifiers.Any(SyntaxKind.ConstKeyword) => WithConstant(constant),
            BlockSyntax block => WithUsings(block, (BlockSyntax)base.Visit(block)!),
            MethodDeclarationSyntax { ExpressionBody: { } body } method when method.ReturnType.ToString() == "void" => WithBody(method, body),
            ExpressionStatementSyntax statement => WithoutStatement(statement, (ExpressionStatementSyntax)base.Visit(statement)!),
            ExpressionSyntax expression => WithAlternatives(expression, (ExpressionSyntax)base.Visit(expression)!),
            _ => base.Visit(node),
        };
    }

    private ExpressionSyntax WithAlternatives(ExpressionSyntax original, ExpressionSyntax rewritten)
    {
        if (original.ContainsDirectives)
            return rewritten;
        if (DeclaresVariables(original))
            return WithVariables(original, rewritten);

        foreach (var (kind, text) in Mutations.Of(original, model).Reverse())
        {
            if (Number(original, kind) is { } number)
                rewritten = Marked(SyntaxFactory.ParseExpression($"({MutantSwitch.Is(number)} ? {text} : 0)"), number, rewritten).WithTriviaFrom(original);
        }

        return rewritten;
    }

    /// <summary>A variable can be declared once only, so that the original stands once, with a part of it overruled.</summary>
    private ExpressionSyntax WithVariables(ExpressionSyntax original, ExpressionSyntax rewritten)
    {
        if (original is BinaryExpressionSyntax && rewritten is BinaryExpressionSyntax both && both.Kind() is SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression)
        {
            var overruling = both.IsKind(SyntaxKind.LogicalAndExpression) ? "always" : "never";
            if (Number(original, "right-only") is { } left)
                both = both.WithLeft(Overruled(both.Left, overruling, left));
            if (Number(original, "left-only") is { } right)
                both = both.WithRight(Overruled(both.Right, overruling, right));
            return both;
        }

        if (!Mutations.IsLeafOfCondition(original, model))
            return rewritten;
        foreach (var kind in new[] { "never", "always" })
        {
            if (Number(original, kind) is { } number)
                rewritten = Overruled(rewritten, kind, number);
        }

        return rewritten;
    }

    private static ExpressionSyntax Overruled(ExpressionSyntax condition, string kind, int number) =>
        Marked(SyntaxFactory.ParseExpression(kind == "always" ? $"({MutantSwitch.Is(number)} | 0)" : $"(!{MutantSwitch.Is(number)} & 0)"), number, condition, first: true)
            .WithTriviaFrom(condition);

    private StatementSyntax WithoutStatement(ExpressionStatementSyntax original, ExpressionStatementSyntax rewritten)
    {
        var canBeLeftOut = !DeclaresVariables(original) && !original.ContainsDirectives && original.Expression switch
        {
            AssignmentExpressionSyntax assignment => model.GetSymbolInfo(assignment.Left).Symbol switch
            {
                ILocalSymbol local => local.DeclaringSyntaxReferences.Any(place => place.GetSyntax() is VariableDeclaratorSyntax { Initializer: not null }),
                IParameterSymbol parameter => parameter.RefKind != RefKind.Out,
                IDiscardSymbol or null => false,
                _ => true,
            },
            _ => true,
        };
        if (!canBeLeftOut || Number(original, "statement") is not { } number)
            return rewritten;

        return SyntaxFactory.IfStatement(SyntaxFactory.ParseExpression($"!{MutantSwitch.Is(number)}"), rewritten.WithoutLeadingTrivia())
            .WithLeadingTrivia(original.GetLeadingTrivia())
            .WithAdditionalAnnotations(new SyntaxAnnotation(Annotation, $"{number}"));
    }

    private MethodDeclarationSyntax WithBody(MethodDeclarationSyntax method, ArrowExpressionClauseSyntax body)
    {
        var statement = (ExpressionSyntax)base.Visit(body.Expression)!;
        return Number(body.Expression, "statement") is { } number
            ? method.WithExpressionBody(null).WithSemicolonToken(default).WithBody(
                SyntaxFactory.Block(SyntaxFactory.IfStatement(SyntaxFactory.ParseExpression($"!{MutantSwitch.Is(number)}"), SyntaxFactory.ExpressionStatement(statement)))
                    .WithAdditionalAnnotations(new SyntaxAnnotation(Annotation, $"{number}")))
            : method.WithExpressionBody(body.WithExpression(statement));
    }

    /// <summary>What a block disposes at its end is left as it is.</summary>
    private BlockSyntax WithUsings(BlockSyntax original, BlockSyntax rewritten)
    {
        var statements = new List<StatementSyntax>();
        foreach (var (before, after) in original.Statements.Zip(rewritten.Statements))
        {
            if (after is not LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0, Declaration.Variables: [{ Identifier.Text: var name }] } declaration
                || before.ContainsDirectives || Number(before, "using") is not { } number)
            {
                statements.Add(after);
                continue;
            }

            var isAsync = !declaration.AwaitKeyword.IsKind(SyntaxKind.None);
            statements.Add(declaration.WithUsingKeyword(default).WithAwaitKeyword(default).WithLeadingTrivia(after.GetLeadingTrivia()));
            statements.Add(SyntaxFactory.ParseStatement($"{(isAsync ? "await " : "")}using var disposed{number} = {MutantSwitch.Is(number)} ? null : {name};\n")
                .WithAdditionalAnnotations(new SyntaxAnnotation(Annotation, $"{number}")));
        }

        return rewritten.WithStatements([.. statements]);
    }

    /// <summary>A number that only its own type knows, and that no pattern or attribute needs, can be read when it is used.</summary>
    private bool IsOwnNumber(FieldDeclarationSyntax field) =>
        field.Declaration.Variables is [{ } variable]
        && model.GetDeclaredSymbol(variable) is IFieldSymbol { DeclaredAccessibility: Accessibility.Private } symbol
        && symbol.Type.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_Double
        && !model.SyntaxTree.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>().Any(name =>
            name.Identifier.Text == variable.Identifier.Text
            && name.Ancestors().Any(outer => outer is AttributeSyntax or PatternSyntax or SwitchLabelSyntax or ParameterSyntax
                || outer is FieldDeclarationSyntax other && other.Modifiers.Any(SyntaxKind.ConstKeyword)
                || outer is LocalDeclarationStatementSyntax { IsConst: true }));

    private MemberDeclarationSyntax WithConstant(FieldDeclarationSyntax field)
    {
        var variable = field.Declaration.Variables[0];
        if (Number(variable.Initializer!.Value, "constant", field) is not { } number)
            return field;

        var value = variable.Initializer.Value;
        return SyntaxFactory.ParseMemberDeclaration(
                $"private static {field.Declaration.Type} {variable.Identifier} => {MutantSwitch.Is(number)} ? ({value}) + 1 : ({value});")!
            .WithTriviaFrom(field)
            .WithAdditionalAnnotations(new SyntaxAnnotation(Annotation, $"{number}"));
    }

    private static bool DeclaresVariables(SyntaxNode node) =>
        node.DescendantNodes(inner => inner is not AnonymousFunctionExpressionSyntax).Any(inner => inner is SingleVariableDesignationSyntax);

    /// <summary>Puts the original into the place of the 0 in an alternative.</summary>
    private static ExpressionSyntax Marked(ExpressionSyntax alternative, int number, ExpressionSyntax original, bool first = false)
    {
        var inner = ((ParenthesizedExpressionSyntax)alternative).Expression;
        ExpressionSyntax whole = inner switch
        {
            ConditionalExpressionSyntax choice => choice.WithWhenFalse(SyntaxFactory.ParenthesizedExpression(original.WithoutTrivia())),
            // The original comes first, so that what it declares is known behind it.
            BinaryExpressionSyntax overruled when first => SyntaxFactory.BinaryExpression(
                overruled.IsKind(SyntaxKind.BitwiseOrExpression) ? SyntaxKind.LogicalOrExpression : SyntaxKind.LogicalAndExpression,
                SyntaxFactory.ParenthesizedExpression(original.WithoutTrivia()), overruled.Left),
            _ => throw new InvalidOperationException($"An alternative of another form: {alternative}"),
        };
        return SyntaxFactory.ParenthesizedExpression(whole).WithAdditionalAnnotations(new SyntaxAnnotation(Annotation, $"{number}"));
    }

    private int? Number(SyntaxNode node, string kind, SyntaxNode? shown = null)
    {
        var number = _next++;
        if (refused.Contains(number))
            return null;

        Mutants.Add(new Mutant(number, file, node.GetLocation().GetLineSpan().StartLinePosition.Line + 1, MemberOf(node), kind, Spaces().Replace((shown ?? node).ToString().Trim(), " ")));
        return number;
    }

    private static string MemberOf(SyntaxNode node)
    {
        var member = node.AncestorsAndSelf().OfType<MemberDeclarationSyntax>().First() switch
        {
            MethodDeclarationSyntax method => method.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            ConstructorDeclarationSyntax => "new",
            BaseFieldDeclarationSyntax { Declaration.Variables: [var first, ..] } => first.Identifier.Text,
            OperatorDeclarationSyntax @operator => $"operator {@operator.OperatorToken.Text}",
            IndexerDeclarationSyntax => "this",
            BaseTypeDeclarationSyntax => "",
            var other => other.Kind().ToString(),
        };
        return string.Join(".", node.Ancestors().OfType<BaseTypeDeclarationSyntax>().Reverse().Select(type => type.Identifier.Text).Append(member).Where(name => name != ""));
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
