/** The two functions of React that a test needs. */
declare module "react" {
  export const createElement: (type: unknown, props: object) => object
}
declare module "react-dom/server" {
  export const renderToStaticMarkup: (element: object) => string
}
