import './field-error.scss';

interface Props {
	id: string;
	children: string | undefined;
}

/** What is wrong with a field, announced when it appears. Tie it with aria-describedby. */
export function FieldError( { id, children }: Props ) {
	return children ? (
		<p id={ id } role="alert" className="known-visitor-field-error">
			{ children }
		</p>
	) : null;
}
